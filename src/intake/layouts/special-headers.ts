// Files known by their header line: the program's own rejects, and exports that cannot be scored.

import { listQuoted, quote } from "../input-error.ts";
import { columnName } from "./column-table.ts";
import type { LayoutReading } from "./compile-layout.ts";

/** As the output of a run has them. */
const REJECT_COLUMNS = ["source", "file", "line", "column", "code", "message", "raw"];
export const REJECTS_SOURCE = "rejects";

/** `undefined` unless the header is that of a list of rejects. Columns that were added to it are left out. */
export function readRejectsLayout(
  headers: readonly string[],
): Extract<LayoutReading, { kind: "layout" }> | undefined {
  const names = headers.map(columnName);
  if (!REJECT_COLUMNS.every((name) => names.filter((other) => other === name).length === 1)) return undefined;
  const placeOf = (name: string) => names.indexOf(name);
  const origin = {
    source: placeOf("source"),
    file: placeOf("file"),
    line: placeOf("line"),
    message: placeOf("message"),
  };
  const common = { source: REJECTS_SOURCE, version: REJECTS_SOURCE, headers, labels: headers, constants: [] };
  return { kind: "layout", layout: { ...common, kind: "rejects", origin, raw: placeOf("raw") } };
}

/** Mautic's export of one contact's timeline, as its timeline controller names the columns. */
const MAUTIC_TIMELINE = ["eventname", "eventtype", "eventtimestamp"];

/** Why a file that is known from its header cannot be read, and what to use instead. */
export function explainForeignHeader(headers: readonly string[]): string | undefined {
  if (!hasExactly(headers, MAUTIC_TIMELINE)) return explainLikeRejects(headers);
  return 'is a contact\'s timeline from Mautic: no column says whose events they are, and times such as "Today, 3:05 pm" depend on when it was made; export a report of e-mails sent or of form results and use "preset: mautic.emails_sent" or "preset: mautic.form_results"';
}

/** With one column less, or one twice. */
function explainLikeRejects(headers: readonly string[]): string | undefined {
  const names = headers.map(columnName);
  const missing = REJECT_COLUMNS.filter((name) => !names.includes(name));
  const repeated = REJECT_COLUMNS.filter((name) => names.filter((other) => other === name).length > 1);
  if (missing.length > 1) return undefined;
  const faults = [
    ...missing.map((name) => `has no column ${quote(name)}`),
    ...repeated.map((name) => `has the column ${quote(name)} more than once`),
  ];
  return `looks like a list of rejects, but ${faults.join(" and ")}; expected ${listQuoted(REJECT_COLUMNS, "and")}`;
}

function hasExactly(headers: readonly string[], wanted: readonly string[]): boolean {
  const names = headers.map(columnName);
  return names.length === wanted.length && wanted.every((name) => names.includes(name));
}

// Files known by their header line: the program's own rejects, and exports that cannot be scored.

import { columnName } from "./column-table.ts";
import type { LayoutReading } from "./compile-layout.ts";

/** As the output of a run has them. */
const REJECT_COLUMNS = ["source", "file", "line", "column", "code", "message", "raw"];
export const REJECTS_SOURCE = "rejects";

/** `undefined` unless the header is that of a list of rejects. */
export function readRejectsLayout(
  headers: readonly string[],
): Extract<LayoutReading, { kind: "layout" }> | undefined {
  if (!hasExactly(headers, REJECT_COLUMNS)) return undefined;
  const names = headers.map(columnName);
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
  if (!hasExactly(headers, MAUTIC_TIMELINE)) return undefined;
  return 'is a contact\'s timeline from Mautic: no column says whose events they are, and times such as "Today, 3:05 pm" depend on when it was made; export a report of e-mails sent or of form results and use "preset: mautic.emails_sent" or "preset: mautic.form_results"';
}

function hasExactly(headers: readonly string[], wanted: readonly string[]): boolean {
  const names = headers.map(columnName);
  return names.length === wanted.length && wanted.every((name) => names.includes(name));
}

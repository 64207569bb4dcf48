// changes.csv, rejects.csv and conflicts.csv.

import type { ChangeRow, RunRecord } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import { type CellText, cellText } from "./cell-text.ts";
import { type OutputFile, writeCsvFile } from "./csv-file.ts";

export function writeChanges(store: Store, { runId, basis }: RunRecord, folder: string): OutputFile {
  const toText = cellText(basis.forSpreadsheet);
  const header = ["contact_id", "email", "kind", "name", "change", "before", "after"];
  return writeCsvFile(
    folder,
    "changes.csv",
    header,
    mapRows(store.changes(runId), (row) => toChange(row, toText)),
  );
}

function toChange(
  { written, email, kind, name, before, after }: ChangeRow,
  toText: CellText,
): readonly string[] {
  const change = before === undefined ? "entered" : after === undefined ? "left" : "moved";
  // A membership has no value before and after it: "entered" and "left" say it all.
  const values = kind === "segment" || kind === "label" ? ["", ""] : [before ?? "", after ?? ""];
  return [toText(written), toText(email), kind, name, change, ...values];
}

/** `undefined` when there are none. The file is named without its folders: outputs do not depend on where inputs lie. */
export function writeRejects(
  store: Store,
  { runId, basis }: RunRecord,
  folder: string,
): OutputFile | undefined {
  const toText = cellText(basis.forSpreadsheet);
  const header = ["source", "file", "line", "column", "code", "message", "raw"];
  const rows = mapRows(store.rejects(runId), ({ source, file, line, column, code, message, raw }) => [
    source,
    toText(file),
    String(line),
    toText(column ?? ""),
    code,
    toText(message),
    toText(raw),
  ]);
  return writeUnlessEmpty(folder, "rejects.csv", header, rows);
}

/** `undefined` when there are none. */
export function writeConflicts(store: Store, { basis }: RunRecord, folder: string): OutputFile | undefined {
  const toText = cellText(basis.forSpreadsheet);
  const header = ["kind", "value", "contact_id", "other_contact_id"];
  const rows = mapRows(store.conflicts(), ({ kind, value, written, otherWritten }) => [
    kind,
    toText(value),
    toText(written),
    toText(otherWritten),
  ]);
  return writeUnlessEmpty(folder, "conflicts.csv", header, rows);
}

function* mapRows<From, To>(rows: Iterable<From>, toRow: (row: From) => To): Generator<To> {
  for (const row of rows) yield toRow(row);
}

function writeUnlessEmpty(
  folder: string,
  file: string,
  header: readonly string[],
  rows: Iterator<readonly string[]> & Iterable<readonly string[]>,
): OutputFile | undefined {
  const first = rows.next();
  if (first.done === true) return undefined;
  const all = (function* () {
    yield first.value;
    yield* rows;
  })();
  return writeCsvFile(folder, file, header, all);
}

// Rows of people as CSV files. A file's name says what columns it has, so that a rulebook's sources can tell files apart.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { IdentityDelivery } from "./random/random-identities.ts";
import type { PlainContactRow, PlainNames, PlainOwnedEvent } from "./reference/identity-rows.ts";

export interface IdentityPaths {
  readonly contacts: readonly string[];
  readonly identities: readonly string[];
  readonly events: readonly string[];
}

type Cells = Readonly<Record<string, string>>;

/** `prefix` keeps the files of one night apart from those of others. */
export function writeIdentityFiles(
  folder: string,
  prefix: string,
  { contacts, links, events }: IdentityDelivery,
  kinds: readonly string[],
): IdentityPaths {
  let written = 0;
  const write = (name: string, columns: readonly string[], rows: readonly Cells[]): string => {
    const path = join(folder, `${name}-${prefix}-${written++}.csv`);
    const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))];
    writeFileSync(path, lines.map((cells) => `${cells.join(",")}\n`).join(""));
    return path;
  };
  const eventColumns = ["event_id", ...kinds, "type", "at", "v"];
  return {
    contacts: contacts
      .flatMap((rows) => runsOf(rows, columnsOfContact))
      .map((rows, file) => {
        const { names, fields } = rows[0]!;
        const columns = [...Object.keys(names), ...Object.keys(fields), "row"];
        // No two files have the same content: one that was seen before would be skipped.
        const cells = rows.map((row, index) => ({
          ...row.names,
          ...row.fields,
          row: `${prefix}-${file}-${index}`,
        }));
        return write(`contacts-${shapeOfContact(rows[0]!)}`, columns, cells);
      }),
    identities: links
      .flatMap((rows) => alike(rows, shapeOfLink))
      .map((rows) => write(`identities-${shapeOfLink(rows[0]!)}`, Object.keys(rows[0]!), rows)),
    events: events
      .flatMap((rows) => alike(rows, ({ source }) => source))
      .map((rows) => write(`events-${rows[0]!.source}`, eventColumns, rows.map(cellsOfEvent))),
  };
}

function cellsOfEvent({ id, names, type, at, fields }: PlainOwnedEvent): Cells {
  return { ...fields, ...names, event_id: id, type, at: new Date(at).toISOString() };
}

function shapeOfContact({ names }: PlainContactRow): string {
  return shapeOfLink(names);
}

/** A row without a field is of a file without that column: it blanks nothing. */
function columnsOfContact(row: PlainContactRow): string {
  return [shapeOfContact(row), ...Object.keys(row.fields)].join("-");
}

function shapeOfLink(names: PlainNames): string {
  return Object.keys(names).sort().join("-");
}

/** Rows of one shape that follow each other, so that the order of the rows stays. */
function runsOf<Row>(rows: readonly Row[], shapeOf: (row: Row) => string): readonly (readonly Row[])[] {
  const runs: Row[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && shapeOf(last[0]!) === shapeOf(row)) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

function alike<Row>(rows: readonly Row[], shapeOf: (row: Row) => string): readonly (readonly Row[])[] {
  const shapes = [...new Set(rows.map(shapeOf))];
  return shapes.map((shape) => rows.filter((row) => shapeOf(row) === shape));
}

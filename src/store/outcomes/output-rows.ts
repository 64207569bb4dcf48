// The rows of the output folder's lists, kept as they stand there.

import type { Connection } from "../database/connection.ts";
import type { OutputRow } from "../model.ts";

/** Rows that are put together before they are handed out: few steps for a million rows, and flat memory. */
const PAGE = 2_000;

export function saveOutputRows(
  connection: Connection,
  contactId: string,
  formerFiles: readonly string[],
  rows: readonly OutputRow[],
): void {
  for (const { file, row } of rows) {
    connection.run(
      `insert into output_row (file, contact_id, row) values (?, ?, ?)
      on conflict do update set row = excluded.row where row <> excluded.row`,
      ...[file, contactId, row],
    );
  }
  const gone = formerFiles.filter((file) => !rows.some((row) => row.file === file));
  removeOutputRows(connection, contactId, gone);
}

export function removeOutputRows(connection: Connection, contactId: string, files: readonly string[]): void {
  for (const file of files) {
    connection.run("delete from output_row where file = ? and contact_id = ?", file, contactId);
  }
}

export function removeAllOutputRows(connection: Connection): void {
  connection.run("delete from output_row");
}

/** Lines of a list, each with its line end, sorted by contact key. */
export interface OutputBlock {
  readonly text: string;
  readonly rows: number;
}

export function* readOutputRows(connection: Connection, file: string): Generator<OutputBlock> {
  type Page = OutputBlock & { readonly last: string };
  const load = (after: string) =>
    connection.get<Page>(
      `select group_concat(row, char(10) order by contact_id) || char(10) as text, count(*) as rows,
        max(contact_id) as last
      from (select contact_id, row from output_row where file = ? and contact_id > ? order by contact_id limit ?)
      having count(*) > 0`,
      ...[file, after, PAGE],
    );
  for (let page = load(""); page !== undefined; page = load(page.last)) yield page;
}

// The formats of database files: how one is made, and how an old one becomes the one of this version.

import { readFileSync } from "node:fs";
import { PACKAGE_FOLDER } from "../../values/package-folder.ts";
import type { Connection } from "./connection.ts";
import { StoreError } from "./errors.ts";

/** "TBOK" in ASCII. */
const APPLICATION_ID = 0x54424f4b;
/** `user_version` of the files that this version makes and reads. */
export const FORMAT = 5;
/** The oldest that can be migrated; what came before was never released. */
const OLDEST_FORMAT = 2;

const FOLDER = new URL("src/store/", PACKAGE_FOLDER);

function readSql(file: string): string {
  return readFileSync(new URL(file, FOLDER), "utf8");
}

/**
 * That of a database of ours which this version can use or migrate; `undefined` of one without tables. Throws a
 * StoreError for any other.
 */
export function readFormat(connection: Connection): number | undefined {
  const id = connection.pragma("application_id");
  if (id !== APPLICATION_ID) {
    if (isEmpty(connection)) return undefined;
    throw new StoreError(
      "foreign",
      `"${connection.path}" is a database of another program (application id ${id}); expected one made by tallybook`,
    );
  }
  const format = Number(connection.pragma("user_version"));
  if (format < OLDEST_FORMAT) {
    throw new StoreError(
      "older",
      `database "${connection.path}" was made before the first release of tallybook (format ${format}) and cannot be read; give another place, and take the exports in anew`,
    );
  }
  if (format > FORMAT) {
    throw new StoreError(
      "newer",
      `database "${connection.path}" has format ${format}, this version of tallybook understands up to ${FORMAT}; update tallybook`,
    );
  }
  return format;
}

export function isEmpty(connection: Connection): boolean {
  return connection.get("select 1 from sqlite_master limit 1") === undefined;
}

/** In one transaction, and before any write-ahead log, so that the file carries our mark from its first byte. */
export function createTables(connection: Connection): void {
  connection.execute(
    `begin immediate;
    ${readSql("schema.sql")}
    ${readSql("views.sql")}
    pragma application_id = ${APPLICATION_ID};
    pragma user_version = ${FORMAT};
    commit;`,
  );
}

/** One step after the other, in one transaction: a crash leaves the old format or the new one. */
export function migrateTables(connection: Connection, from: number): void {
  connection.execute("begin immediate");
  try {
    dropViews(connection);
    for (let format = from + 1; format <= FORMAT; format++) {
      connection.execute(readSql(`migrations/${format}.sql`));
    }
    connection.execute(readSql("views.sql"));
    connection.pragma(`user_version = ${FORMAT}`);
    connection.execute("commit");
  } finally {
    if (connection.inTransaction) connection.execute("rollback");
  }
}

/** Views name columns that steps change, and in a later format tables may have their names. */
function dropViews(connection: Connection): void {
  const views = connection.all<{ name: string }>("select name from sqlite_master where type = 'view'");
  for (const { name } of views) connection.execute(`drop view "${name}"`);
}

// People who were forgotten: only a keyed hash of what named them is kept, so that no later export brings them back.

import { createHmac } from "node:crypto";
import { identityKey } from "../../intake/identity/identity-key.ts";
import type { ContactRow, EventRow, Identity, LinkRow, RowFields } from "../../intake/sink.ts";
import type { Connection } from "../database/connection.ts";

type Named = Pick<Identity, "kind" | "key">;

export interface Forgotten {
  readonly isEmpty: boolean;
  /**
   * `undefined` when the row is of somebody who was forgotten: its key is, or another identity of a contact that is not
   * known otherwise. A known contact's row is kept without what it has in common with somebody who was forgotten.
   */
  contact(row: ContactRow): ContactRow | undefined;
  /** Without those of its lower identities, and the fields that hold them, that name somebody who was forgotten. */
  event(row: EventRow): EventRow | undefined;
  /** `undefined` too when fewer than two identities are left. */
  link(row: LinkRow): LinkRow | undefined;
}

export function createForgotten(connection: Connection): Forgotten {
  const hashes = new Set(
    connection.all<{ hash: string }>("select hex(hash) as hash from forgotten").map((row) => row.hash),
  );
  if (hashes.size === 0) {
    return { isEmpty: true, contact: (row) => row, event: (row) => row, link: (row) => row };
  }
  const hash = createHash(connection);
  const isForgotten = (identity: Named) => hashes.has(hash(identity).toString("hex").toUpperCase());
  return {
    isEmpty: false,
    contact: (row) => {
      if (isForgotten(row.contact)) return undefined;
      const identities = row.identities.filter((identity) => !isForgotten(identity));
      if (identities.length === row.identities.length) return row;
      return isKnown(connection, row.contact) ? { ...row, identities } : undefined;
    },
    event: (row) => withoutForgotten(row, isForgotten),
    link: (row) => {
      const identities = row.identities.filter((identity) => !isForgotten(identity));
      return identities.length < 2 ? undefined : { ...row, identities };
    },
  };
}

function isKnown(connection: Connection, { key }: Named): boolean {
  const sql = "select 1 from contact where contact_id = ? and anonymous = 0";
  return connection.get(sql, key) !== undefined;
}

function withoutForgotten(row: EventRow, isForgotten: (identity: Identity) => boolean): EventRow | undefined {
  const forgotten = row.identities.filter(isForgotten);
  if (forgotten.length === 0) return row;
  if (forgotten.includes(row.identities[0]!)) return undefined;
  const identities = row.identities.filter((identity) => !forgotten.includes(identity));
  return { ...row, identities, fields: withoutIdentities(row.fields, forgotten) };
}

/** An identity is the field of its kind; other fields may hold the same text by chance. */
export function withoutIdentities(fields: RowFields, identities: readonly Named[]): RowFields {
  const isNamed = (name: string, text: string) =>
    identities.some(({ kind, key }) => kind === name && identityKey(kind, text) === key);
  return Object.fromEntries(Object.entries(fields).filter(([name, text]) => !isNamed(name, text)));
}

/** Call within a transaction. */
export function rememberForgotten(connection: Connection, identities: readonly Named[]): void {
  // SQLite makes the key: nothing in this program is left to chance but what nobody may guess.
  connection.run(
    "insert into forgotten_key (key) select randomblob(32) where not exists (select 1 from forgotten_key)",
  );
  const hash = createHash(connection);
  for (const identity of identities) {
    connection.run("insert or ignore into forgotten (hash) values (?)", hash(identity));
  }
}

function createHash(connection: Connection): (identity: Named) => Buffer {
  const key = connection.get<{ key: Buffer }>("select key from forgotten_key")?.key;
  if (key === undefined)
    throw new Error("the database has forgotten people, but not the key to know them by");
  return ({ kind, key: text }) => createHmac("sha256", key).update(`${kind}\n${text}`).digest();
}

// Identities that outputs show beside the contact key and the e-mail.

import type { Connection } from "./connection.ts";
import { byContact, type KeyRange } from "./state.ts";

const IS_FURTHER = "contact_id is not null and kind not in ('contact_id', 'email')";

export function findFurtherKinds(connection: Connection): readonly string[] {
  return connection
    .all<{ kind: string }>(`select distinct kind from identity where ${IS_FURTHER} order by kind`)
    .map((row) => row.kind);
}

interface FurtherIdentity {
  readonly contactId: string;
  readonly kind: string;
  readonly value: string;
}

/** Looks up those of any contact of the range, by kind. */
export function loadFurtherIdentities(
  connection: Connection,
  { first, last }: KeyRange,
): (contactId: string) => ReadonlyMap<string, readonly string[]> {
  const rows = connection.all<FurtherIdentity>(
    `select contact_id as contactId, kind, value from identity
    where contact_id between ? and ? and ${IS_FURTHER} order by contact_id, kind, key`,
    ...[first, last],
  );
  const contacts = byContact(rows);
  return (contactId) => {
    const values = new Map<string, string[]>();
    for (const { kind, value } of contacts.get(contactId) ?? []) {
      values.set(kind, [...(values.get(kind) ?? []), value]);
    }
    return values;
  };
}

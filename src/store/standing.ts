// What is kept of one contact, for explanations.

import type { Connection } from "./connection.ts";
import type { CollectionKind, ContactName } from "./model.ts";
import { NAME_COLUMNS, trimmed } from "./readers.ts";

export interface Standing extends ContactName {
  readonly memberships: readonly Membership[];
}

export interface Membership {
  readonly kind: CollectionKind;
  readonly name: string;
  /** The as-of of the run in which it began. */
  readonly since: number;
}

export function readStanding(connection: Connection, contactId: string): Standing | undefined {
  const name = connection.get<ContactName>(
    `select ${NAME_COLUMNS} from contact where contact_id = ?`,
    contactId,
  );
  if (name === undefined) return undefined;
  const memberships = connection.all<Membership>(
    "select kind, name, since from membership where contact_id = ? order by kind, name",
    contactId,
  );
  return { ...trimmed(name), memberships };
}

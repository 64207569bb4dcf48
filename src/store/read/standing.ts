// What is kept of one contact, for explanations.

import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";
import type { CollectionKind, ContactName } from "../model.ts";
import { NAME_COLUMNS, trimmed } from "./names.ts";

export interface Standing extends ContactName {
  /** A source that holds all contacts lists it no more: it is not scored. */
  readonly isRetired: boolean;
  readonly memberships: readonly Membership[];
}

export interface Membership {
  readonly kind: CollectionKind;
  readonly name: string;
  /** The as-of of the run in which it began. */
  readonly since: Instant;
}

export function readStanding(connection: Connection, contactId: string): Standing | undefined {
  const name = connection.get<ContactName & { readonly retired: number }>(
    `select ${NAME_COLUMNS}, retired from contact where contact_id = ?`,
    contactId,
  );
  if (name === undefined) return undefined;
  const memberships = connection.all<Membership>(
    "select kind, name, since from membership where contact_id = ? order by kind, name",
    contactId,
  );
  const { retired, ...names } = name;
  return { ...trimmed(names), isRetired: retired === 1, memberships };
}

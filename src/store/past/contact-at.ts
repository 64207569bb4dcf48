// A contact as of an instant, by what is known by now.

import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";
import { eventsJson } from "../gather/contact-records.ts";
import { type Facts, readFacts } from "../gather/histories.ts";
import type { LeftOut } from "../model.ts";
import { findPerson, type PersonAt } from "./person-at.ts";
import { readStateAt, type StateAt } from "./state-at.ts";

export interface ContactAt {
  /** Its fields are those of the last import: what they were before is not kept. */
  readonly facts: Facts;
  readonly person: PersonAt;
  readonly left: StateAt;
}

/** `undefined` for a key that no contact has. */
export function readContactAt(
  connection: Connection,
  contactId: string,
  asOf: Instant,
): ContactAt | undefined {
  const person = findPerson(connection, contactId, asOf);
  const row = connection.get<ContactRow>(
    "select fields, anonymous, left_out as leftOut from contact where contact_id = ?",
    person.contactId,
  );
  if (row === undefined) return undefined;
  const record = {
    contactId: person.contactId,
    fields: row.fields,
    parts: readParts(connection, person.parts),
    events: readEvents(connection, person.identityIds, asOf),
    isAnonymous: row.anonymous === 1,
  };
  return {
    facts: readFacts(record, row.leftOut !== "anonymous"),
    person,
    left: readStateAt(connection, person.contactId, asOf),
  };
}

interface ContactRow {
  readonly fields: string;
  readonly anonymous: number;
  readonly leftOut: LeftOut | null;
}

function readParts(connection: Connection, parts: readonly string[]): string {
  const rows = connection.all<{ fields: string }>(
    `select contact.fields from json_each(?) as part cross join contact on contact.contact_id = part.value
    order by part.key`,
    JSON.stringify(parts),
  );
  return JSON.stringify(rows.map(({ fields }) => fields));
}

function readEvents(connection: Connection, identities: readonly number[], asOf: Instant): string {
  const row = connection.get<{ events: string | null }>(
    `select ${eventsJson(connection)} as events
    from json_each(?) as held cross join event on event.identity_id = held.value where event.at <= ?`,
    ...[JSON.stringify(identities), asOf],
  );
  return row?.events ?? "[]";
}

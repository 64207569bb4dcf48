// Whom a night has to evaluate: who got events, links or changed fields, and who is due.

import type { Instant } from "../../values/calendar.ts";
import { compareText } from "../../values/text.ts";
import type { Connection } from "../database/connection.ts";
import type { News } from "../people.ts";

/** So many keys are looked up at a time. */
const BATCH = 20_000;

/** Keys of contacts that are scored, in order. `touched` are those in whose groups of identities something moved. */
export function findMoved(
  connection: Connection,
  { identities, contacts }: News,
  touched: ReadonlySet<string>,
  asOf: Instant,
): readonly string[] {
  const moved = new Set<string>();
  const add = (sql: string, value: string | number) => {
    for (const { id } of connection.all<{ id: string }>(sql, value)) moved.add(id);
  };
  const isScored = "merged_into is null and retired = 0";
  add(
    `select contact_id as id from state join contact using (contact_id) where due_at <= ? and ${isScored}`,
    asOf,
  );
  for (const keys of inBatches([...contacts, ...touched])) {
    add(
      `select whole.contact_id as id from json_each(?) as wanted
        join contact on contact.contact_id = wanted.value
        join contact as whole on whole.contact_id = coalesce(contact.merged_into, contact.contact_id)
      where whole.merged_into is null and whole.retired = 0`,
      keys,
    );
  }
  for (const ids of inBatches([...identities])) {
    add(
      `select contact.contact_id as id from json_each(?) as wanted
        join identity on identity.identity_id = wanted.value
        join contact on contact.contact_id = identity.contact_id
      where ${isScored}`,
      ids,
    );
  }
  return [...moved].sort(compareText);
}

function* inBatches(values: readonly (string | number)[]): Generator<string> {
  for (let from = 0; from < values.length; from += BATCH) {
    yield JSON.stringify(values.slice(from, from + BATCH));
  }
}

// When somebody turns out to be another contact, what triggers and stages have given moves along: nobody gets the
// same e-mail twice for having had two names.

import type { Connection } from "./connection.ts";

const COMPUTED = ["award", "score", "class"];
const KEPT = ["trigger_state", "firing", "membership", "stage"];

/** What `to` has of its own stays as it is. The row in `contact` is left to the caller. */
export function absorbState(connection: Connection, from: string, to: string): void {
  connection.run("delete from membership where contact_id = ? and set_by = 'condition'", from);
  for (const table of KEPT) {
    connection.run(`update or ignore ${table} set contact_id = ? where contact_id = ?`, to, from);
  }
  connection.run("update action set contact_id = ? where contact_id = ?", to, from);
  removeState(connection, from);
}

export function removeState(connection: Connection, contactId: string): void {
  for (const table of [...COMPUTED, ...KEPT]) {
    connection.run(`delete from ${table} where contact_id = ?`, contactId);
  }
}

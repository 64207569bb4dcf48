// Identities that are linked to a second contact, as they are now.

import type { Connection } from "../database/connection.ts";

export interface FoundConflict {
  readonly kind: string;
  readonly key: string;
  readonly contactId: string;
  readonly otherContactId: string;
}

/** `found` are all conflicts of these identities. One that was there before keeps the run that found it. */
export function saveConflicts(
  connection: Connection,
  runId: number,
  identityIds: readonly number[],
  found: readonly FoundConflict[],
): void {
  const before = connection.all<FoundConflict & { readonly runId: number }>(
    `select conflict.kind, conflict.key, conflict.contact_id as contactId,
      conflict.other_contact_id as otherContactId, conflict.run_id as runId
    from json_each(?) as wanted join identity on identity.identity_id = wanted.value
      join conflict on conflict.kind = identity.kind and conflict.key = identity.key`,
    JSON.stringify(identityIds),
  );
  if (before.length === 0 && found.length === 0) return;
  const idOf = ({ kind, key, otherContactId }: FoundConflict) => JSON.stringify([kind, key, otherContactId]);
  const runs = new Map(before.map((conflict) => [idOf(conflict), conflict.runId]));
  for (const { kind, key } of before) {
    connection.run("delete from conflict where kind = ? and key = ?", kind, key);
  }
  for (const conflict of found) {
    const { kind, key, contactId, otherContactId } = conflict;
    connection.run(
      "insert or replace into conflict (run_id, kind, key, contact_id, other_contact_id) values (?, ?, ?, ?, ?)",
      ...[runs.get(idOf(conflict)) ?? runId, kind, key, contactId, otherContactId],
    );
  }
}

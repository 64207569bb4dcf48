import type { Identity } from "../intake/sink.ts";
import { compareText } from "../values/text.ts";
import type { Connection } from "./connection.ts";

/** Enough for the contacts of a large export in a row, at some 20 MB. */
const CACHED_IDENTITIES = 100_000;

interface IdentityRow {
  readonly identityId: number;
  readonly contactId: string | null;
  /** The run that gave it to its contact. */
  readonly linkedRunId: number | null;
}

export interface Identities {
  /** The identity's row id; an unknown one is made, and waits for its contact. */
  idOf(identity: Identity): number;
  /** Gives the identity to the contact; false when nothing changed. */
  claim(identity: Identity, contactId: string): boolean;
}

/** For one run: the cache would outlive a rollback. */
export function createIdentities(connection: Connection, runId: number): Identities {
  const cache = new Map<string, number>();

  const find = ({ kind, key }: Identity) =>
    connection.get<IdentityRow>(
      `select identity_id as identityId, contact_id as contactId, linked_run_id as linkedRunId
      from identity where kind = ? and key = ?`,
      ...[kind, key],
    );

  const insert = ({ kind, key, value }: Identity, contactId: string | null): number => {
    const sql = "insert into identity (kind, key, value, contact_id, linked_run_id) values (?, ?, ?, ?, ?)";
    const linkedRunId = contactId === null ? null : runId;
    return Number(connection.run(sql, kind, key, value, contactId, linkedRunId).lastInsertRowid);
  };

  const give = (identityId: number, contactId: string) => {
    const sql = "update identity set contact_id = ?, linked_run_id = ? where identity_id = ?";
    connection.run(sql, contactId, runId, identityId);
  };

  const noteConflict = ({ kind, key }: Identity, owner: string, other: string) =>
    connection.run(
      `insert into conflict (run_id, kind, key, contact_id, other_contact_id) values (?, ?, ?, ?, ?)
      on conflict do nothing`,
      ...[runId, kind, key, owner, other],
    );

  return {
    idOf: (identity) => {
      const cacheKey = `${identity.kind}\n${identity.key}`;
      const known = cache.get(cacheKey);
      if (known !== undefined) return known;
      const id = find(identity)?.identityId ?? insert(identity, null);
      if (cache.size >= CACHED_IDENTITIES) cache.clear();
      cache.set(cacheKey, id);
      return id;
    },
    claim: (identity, contactId) => {
      const row = find(identity);
      if (row === undefined) {
        insert(identity, contactId);
        return true;
      }
      if (row.contactId === contactId) return false;
      if (row.contactId === null) {
        give(row.identityId, contactId);
        return true;
      }
      const isSettled = row.linkedRunId !== runId && contactId !== identity.key;
      if (isSettled || !goesBefore(contactId, row.contactId, identity.key)) {
        return noteConflict(identity, row.contactId, contactId).changes > 0;
      }
      give(row.identityId, contactId);
      noteConflict(identity, contactId, row.contactId);
      return true;
    },
  };
}

/**
 * Whom a contested identity belongs to must not depend on which row of a run came first, and contact rows carry no
 * time: it is the contact whose key it is, else the one whose key sorts first. An earlier run's owner stays.
 */
function goesBefore(claimant: string, owner: string, key: string): boolean {
  if (claimant === key || owner === key) return claimant === key;
  return compareText(claimant, owner) < 0;
}

/** Conflicts noted before a run's last change of owner name an owner of the moment; this names the final one. */
export function settleConflicts(connection: Connection, runId: number): void {
  connection.run(
    `update conflict set contact_id = identity.contact_id from identity
    where conflict.run_id = ? and identity.kind = conflict.kind and identity.key = conflict.key
      and identity.contact_id <> conflict.contact_id`,
    runId,
  );
}

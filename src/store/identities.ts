import type { Identity } from "../intake/sink.ts";
import type { Connection } from "./connection.ts";

/** Enough for the contacts of a large export in a row, at some 20 MB. */
const CACHED_IDENTITIES = 100_000;

export interface KnownIdentity {
  readonly id: number;
  /** It was made by this very call. */
  readonly isNew: boolean;
}

export interface Identities {
  /** The identity's row id; an unknown one is made. It leads to `contactId` for a start, if that is given. */
  idOf(identity: Identity, contactId?: string): KnownIdentity;
}

/** For one run: the cache would outlive a rollback. */
export function createIdentities(connection: Connection): Identities {
  const cache = new Map<string, KnownIdentity>();

  const find = ({ kind, key }: Identity) =>
    connection.get<{ id: number }>(
      "select identity_id as id from identity where kind = ? and key = ?",
      kind,
      key,
    );

  const insert = ({ kind, key, value }: Identity, contactId: string | undefined): number => {
    const sql = "insert into identity (kind, key, value, contact_id) values (?, ?, ?, ?)";
    return Number(connection.run(sql, kind, key, value, contactId ?? null).lastInsertRowid);
  };

  return {
    idOf: (identity, contactId) => {
      const cacheKey = `${identity.kind}\n${identity.key}`;
      const cached = cache.get(cacheKey);
      if (cached !== undefined) return cached;
      const known = find(identity);
      const id = known?.id ?? insert(identity, contactId);
      if (cache.size >= CACHED_IDENTITIES) cache.clear();
      cache.set(cacheKey, { id, isNew: false });
      return { id, isNew: known === undefined };
    },
  };
}

import type { Identity } from "../../intake/sink.ts";
import type { Connection } from "../database/connection.ts";

/** Enough for the contacts of a large export in a row, at some 20 MB. */
const CACHED_IDENTITIES = 100_000;

export interface IntroducedIdentity {
  readonly id: number;
  /** It was made by this very call. */
  readonly isNew: boolean;
}

export interface Identities {
  /** The identity's row id; an unknown one is made. */
  idOf(identity: Identity): number;
  /** Likewise; a new one leads to the contact for a start. */
  introduce(identity: Identity, contactId: string | undefined): IntroducedIdentity;
  /** That there is such a one by now. */
  remember(kind: string, key: string, id: number): void;
}

/** For one run: the cache would outlive a rollback. */
export function createIdentities(connection: Connection): Identities {
  const cache = new Map<string, number>();

  const find = ({ kind, key }: Identity) =>
    connection.get<{ id: number }>(
      "select identity_id as id from identity where kind = ? and key = ?",
      kind,
      key,
    );

  /** `undefined` where it is known. */
  const insert = ({ kind, key, value }: Identity, contactId: string | undefined): number | undefined => {
    const inserted = connection.run(
      "insert into identity (kind, key, value, contact_id) values (?, ?, ?, ?) on conflict (kind, key) do nothing",
      ...[kind, key, value, contactId ?? null],
    );
    return inserted.changes === 1 ? Number(inserted.lastInsertRowid) : undefined;
  };

  /** Most identities that events have are known, most that contacts have first are not. */
  const findOrInsert = (identity: Identity): number => find(identity)?.id ?? insert(identity, undefined)!;

  const remember = (kind: string, key: string, id: number) => {
    if (cache.size >= CACHED_IDENTITIES) cache.clear();
    cache.set(`${kind}\n${key}`, id);
  };

  return {
    remember,
    idOf: (identity) => {
      const cached = cache.get(`${identity.kind}\n${identity.key}`);
      if (cached !== undefined) return cached;
      const id = findOrInsert(identity);
      remember(identity.kind, identity.key, id);
      return id;
    },
    introduce: (identity, contactId) => {
      const cached = cache.get(`${identity.kind}\n${identity.key}`);
      if (cached !== undefined) return { id: cached, isNew: false };
      const made = insert(identity, contactId);
      return { id: made ?? find(identity)!.id, isNew: made !== undefined };
    },
  };
}

// The rows of `link`, with those of the night at hand.

import type { Connection } from "../database/connection.ts";

/** Enough for the links of a night, at some 40 MB. */
const CACHED_LINKS = 200_000;

export type StoredEvidence = "listed" | "contact" | "former" | "event";

export interface StoredLink {
  readonly evidence: StoredEvidence;
  readonly at: number | null;
  readonly eventId: string | null;
  readonly source: string | null;
  readonly position: number | null;
  /** The file that states it. */
  readonly sourceFileId: number | null;
  /** Of a link that an identities file states: what a contact's row says of it. */
  readonly ofRow: "contact" | "former" | null;
}

interface Ends {
  readonly high: number;
  readonly low: number;
}

export interface LinkTable {
  find(high: number, low: number): StoredLink | undefined;
  put(high: number, low: number, link: StoredLink): void;
  /** Likewise one that is new; most such are not asked for again. */
  add(high: number, low: number, link: StoredLink): void;
  remove(high: number, low: number): void;
  /** Links that a file states. */
  ofFile(sourceFileId: number): readonly Ends[];
}

export function createLinkTable(connection: Connection): LinkTable {
  const cache = new Map<string, StoredLink | undefined>();
  const remember = (key: string, link: StoredLink | undefined) => {
    if (cache.size >= CACHED_LINKS) cache.clear();
    cache.set(key, link);
    return link;
  };

  const write = (high: number, low: number, link: StoredLink) => {
    connection.run(
      `insert or replace into link
          (high_id, low_id, evidence, at, event_id, source, position, source_file_id, of_row)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[high, low, link.evidence, link.at, link.eventId, link.source, link.position],
      ...[link.sourceFileId, link.ofRow],
    );
  };

  return {
    find: (high, low) => {
      const key = `${high} ${low}`;
      if (cache.has(key)) return cache.get(key);
      const link = connection.get<StoredLink>(
        `select evidence, at, event_id as eventId, source, position, source_file_id as sourceFileId, of_row as ofRow
        from link where high_id = ? and low_id = ?`,
        ...[high, low],
      );
      return remember(key, link);
    },
    put: (high, low, link) => {
      write(high, low, link);
      remember(`${high} ${low}`, link);
    },
    add: write,
    remove: (high, low) => {
      connection.run("delete from link where high_id = ? and low_id = ?", high, low);
      remember(`${high} ${low}`, undefined);
    },
    ofFile: (sourceFileId) =>
      connection.all<Ends>(
        "select high_id as high, low_id as low from link where source_file_id = ?",
        sourceFileId,
      ),
  };
}

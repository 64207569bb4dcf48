// The contacts with the highest scores of each group, found in one pass over all.

import { type Micro, micro } from "../../values/decimal.ts";
import type { Connection } from "../database/connection.ts";
import { inPages } from "../database/paging.ts";
import type { ContactName } from "../model.ts";
import type { AwardRow } from "../outcomes/state.ts";
import { loadState } from "../outcomes/state-table.ts";
import { NAME_COLUMNS, trimmed } from "../read/names.ts";

export interface Hottest extends ContactName {
  readonly group: string;
  readonly points: Micro;
  readonly band: string | undefined;
  /** "contact_id", or what else the contact's key is. */
  readonly keyKind: string;
  /** JSON object. */
  readonly fields: string;
  /** Of all groups. */
  readonly awards: readonly AwardRow[];
}

/** Contacts whose scores are read at a time. */
const PAGE = 5_000;

interface Found {
  readonly contactId: string;
  readonly micros: number;
}

interface Page {
  readonly last: string;
  /** JSON array of [key, scores]. */
  readonly found: string;
}

type StoredScore = readonly [group: string, micros: number, band: string | null];

/** Of each group so many at most: the highest score first, then by contact key. Of the last run. */
export function findHottest(
  connection: Connection,
  groups: readonly string[],
  limit: number,
): readonly Hottest[] {
  const best = new Map(groups.map((group) => [group, [] as Found[]]));
  const isListed = (contactId: string) =>
    connection.get("select 1 from contact where contact_id = ? and left_out is null", contactId) !==
    undefined;
  for (const { found } of scorePages(connection)) {
    for (const [contactId, scores] of JSON.parse(found) as readonly (readonly [
      string,
      readonly StoredScore[],
    ])[]) {
      for (const [group, micros] of scores) {
        const top = best.get(group);
        if (top === undefined || !isAmong(top, micros, limit) || !isListed(contactId)) continue;
        insertFound(top, { contactId, micros }, limit);
      }
    }
  }
  return [...best].flatMap(([group, top]) =>
    top.map(({ contactId }) => describe(connection, contactId, group)),
  );
}

/** Built by hand and not by json_array, which would read the scores once more: they are JSON already. */
function scorePages(connection: Connection): Generator<Page> {
  return inPages((before: Page | undefined) => {
    const page = connection.get<{ readonly last: string | null; readonly found: string | null }>(
      `select max(contact_id) as last,
        '[' || group_concat('[' || json_quote(contact_id) || ',' || scores || ']', ',') || ']' as found
      from (select contact_id, scores from state where contact_id > ? order by contact_id limit ?)`,
      ...[before?.last ?? "", PAGE],
    );
    const { last = null, found = null } = page ?? {};
    return last === null || found === null ? [] : [{ last, found }];
  });
}

/** Contacts come in the order of their keys: of equal scores the one that is there already stays before. */
function isAmong(top: readonly Found[], micros: number, limit: number): boolean {
  return top.length < limit || micros > top.at(-1)!.micros;
}

function insertFound(top: Found[], found: Found, limit: number): void {
  const place = top.findIndex(({ micros }) => micros < found.micros);
  top.splice(place < 0 ? top.length : place, 0, found);
  if (top.length > limit) top.pop();
}

function describe(connection: Connection, contactId: string, group: string): Hottest {
  const name = connection.get<ContactName & Pick<Hottest, "keyKind" | "fields">>(
    `select ${NAME_COLUMNS}, contact.key_kind as keyKind, contact.fields from contact where contact_id = ?`,
    contactId,
  );
  if (name === undefined) throw new Error(`contact "${contactId}" has a score, but no row`);
  const { scores, awards } = loadState(connection, contactId);
  const score = scores.find(({ groupId }) => groupId === group);
  return {
    ...trimmed(name),
    group,
    points: score?.points ?? micro(0n),
    band: score?.band ?? undefined,
    awards,
  };
}

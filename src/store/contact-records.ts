// Contacts with everything known of them, page after page in contact key order: flat memory, and writing in between is
// allowed. Texts stay as they are kept; histories.ts reads them.

import type { Connection } from "./connection.ts";
import { SCORES_FILE } from "./listed-files.ts";
import type { ContactName, ContactRecord, LeftOut } from "./model.ts";
import { NAME_COLUMNS } from "./names.ts";
import type { StateTexts } from "./state.ts";

/** What a page holds at most; a single contact with more events than that makes a page of its own. */
export interface PageSize {
  readonly contacts: number;
  readonly events: number;
  /** Of the contacts' fields. */
  readonly characters: number;
}

const PAGE_SIZE: PageSize = { contacts: 500, events: 5_000, characters: 8_000_000 };
/** Keys of contacts, in order; "all" are those that are neither retired nor part of another. */
export type Selection = "all" | readonly string[];

export interface RecordPages {
  /** How many contacts there are in all. */
  readonly contacts: number;
  readonly pages: Iterable<readonly ContactRecord[]>;
}

/** Of "all". */
export function countScored(connection: Connection): number {
  const sql = "select count(*) as contacts from contact where merged_into is null and retired = 0";
  return connection.get<{ contacts: number }>(sql)?.contacts ?? 0;
}

export function* loadRecordPages(
  connection: Connection,
  selection: Selection,
  size = PAGE_SIZE,
): Generator<readonly ContactRecord[]> {
  for (const ids of selection === "all"
    ? allPages(connection, size)
    : listPages(connection, selection, size)) {
    yield loadRecords(connection, ids);
  }
}

interface Weight {
  readonly contactId: string;
  readonly characters: number;
  readonly events: number;
}

const WEIGHT_COLUMNS = `contact.contact_id as contactId, length(contact.fields) as characters,
  (select count(*) from identity join event on event.identity_id = identity.identity_id
    where identity.contact_id = contact.contact_id) as events`;

function* allPages(connection: Connection, size: PageSize): Generator<readonly string[]> {
  const load = (after: string) =>
    fittingIds(
      connection.all<Weight>(
        `select ${WEIGHT_COLUMNS} from contact
        where contact_id > ? and merged_into is null and retired = 0 order by contact_id limit ?`,
        ...[after, size.contacts],
      ),
      size,
    );
  for (let ids = load(""); ids.length > 0; ids = load(ids.at(-1)!)) yield ids;
}

function* listPages(
  connection: Connection,
  list: readonly string[],
  size: PageSize,
): Generator<readonly string[]> {
  for (let from = 0; from < list.length; ) {
    const slice = list.slice(from, from + size.contacts);
    const weights = connection.all<Weight>(
      `select ${WEIGHT_COLUMNS} from json_each(?) as wanted join contact on contact.contact_id = wanted.value
      order by wanted.key`,
      JSON.stringify(slice),
    );
    const ids = fittingIds(weights, size);
    yield ids;
    from += ids.length;
  }
}

function fittingIds(weights: readonly Weight[], size: PageSize): readonly string[] {
  let events = 0;
  let characters = 0;
  const end = weights.findIndex((weight, i) => {
    events += weight.events;
    characters += weight.characters;
    return i > 0 && (events > size.events || characters > size.characters);
  });
  return weights.slice(0, end === -1 ? undefined : end).map(({ contactId }) => contactId);
}

type StoredRecord = ContactName & {
  readonly leftOut: LeftOut | null;
  readonly listed: number;
  readonly anonymous: number;
  readonly fields: string;
  readonly parts: string | null;
  readonly identities: string | null;
  readonly events: string | null;
} & { readonly [Column in keyof StateTexts]: string | null };

/** Of an aggregate over events. Built by hand and not by json_array, which would read the fields once more: they are JSON already. */
export const EVENTS_JSON = `'[' || group_concat('[' || json_quote(event.event_id) || ',' || json_quote(event.source)
    || ',' || json_quote(event.type) || ',' || event.at || ',' || event.fields || ']', ',') || ']'`;

const EVENTS_COLUMN = `(select ${EVENTS_JSON}
  from identity join event on event.identity_id = identity.identity_id
  where identity.contact_id = contact.contact_id)`;

const PARTS_COLUMN = `(select json_group_array(part.fields order by part.contact_id) from contact as part
  where part.merged_into = contact.contact_id and part.retired = 0)`;

const IDENTITIES_COLUMN = `(select json_group_array(json_array(kind, value) order by kind, key) from identity
  where identity.contact_id = contact.contact_id and kind not in ('contact_id', 'email'))`;

/** Of contacts that exist, in the order given. */
export function loadRecords(connection: Connection, ids: readonly string[]): readonly ContactRecord[] {
  return connection
    .all<StoredRecord>(
      `select ${NAME_COLUMNS}, contact.left_out as leftOut, contact.anonymous, contact.fields,
        exists (select 1 from output_row
          where output_row.file = ? and output_row.contact_id = contact.contact_id) as listed,
        ${PARTS_COLUMN} as parts, ${IDENTITIES_COLUMN} as identities, ${EVENTS_COLUMN} as events,
        state.awards, state.scores, state.classes, state.memberships, state.stage, state.triggers
      from json_each(?) as wanted join contact on contact.contact_id = wanted.value
        left join state on state.contact_id = contact.contact_id
      order by wanted.key`,
      ...[SCORES_FILE, JSON.stringify(ids)],
    )
    .map(toRecord);
}

function toRecord(stored: StoredRecord): ContactRecord {
  const { contactId, written, email, leftOut, anonymous, fields, parts, identities, events } = stored;
  const { awards, scores, classes, memberships, stage, triggers } = stored;
  return {
    contactId,
    written,
    email: email.trim(),
    leftOut,
    isListed: stored.listed === 1,
    isAnonymous: anonymous === 1,
    fields,
    parts: parts ?? "[]",
    identities: identities ?? "[]",
    events: events ?? "[]",
    state:
      awards === null
        ? undefined
        : {
            awards,
            scores: scores!,
            classes: classes!,
            memberships: memberships!,
            stage,
            triggers: triggers!,
          },
  };
}

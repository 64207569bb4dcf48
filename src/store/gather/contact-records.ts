// Contacts with everything known of them, page after page in contact key order: flat memory, and writing in between is
// allowed. Texts stay as they are kept; histories.ts reads them.

import type { Connection } from "../database/connection.ts";
import { inPages } from "../database/paging.ts";
import { findFurtherKinds } from "../identities/further-identities.ts";
import type { ContactName, ContactRecord, LeftOut } from "../model.ts";
import { SCORES_FILE } from "../outcomes/listed-files.ts";
import type { StateTexts } from "../outcomes/state.ts";
import { NAME_COLUMNS } from "../read/names.ts";

/** A page is full with so many contacts, or with texts of so many characters. */
export interface PageSize {
  readonly contacts: number;
  readonly characters: number;
}

/** Small: what crosses threads in messages above 100 KB, V8 takes for long-lived, and collects late. */
const PAGE_SIZE: PageSize = { contacts: 50, characters: 2_000_000 };
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

/** What is there at the beginning of the loading, apart from the contacts' own rows, is what is looked for. */
export function* loadRecordPages(
  connection: Connection,
  selection: Selection,
  size = PAGE_SIZE,
): Generator<readonly ContactRecord[]> {
  const load = createRecordLoader(connection);
  let page: ContactRecord[] = [];
  let characters = 0;
  for (const id of selection === "all" ? allIds(connection) : selection) {
    const record = load(id);
    if (record === undefined) continue;
    page.push(record);
    characters += record.fields.length + record.parts.length + record.events.length;
    if (page.length < size.contacts && characters < size.characters) continue;
    yield page;
    page = [];
    characters = 0;
  }
  if (page.length > 0) yield page;
}

const IDS_AT_ONCE = 10_000;

function* allIds(connection: Connection): Generator<string> {
  const rows = inPages((last: { readonly id: string } | undefined) =>
    connection.all<{ id: string }>(
      `select contact_id as id from contact
      where contact_id > ? and merged_into is null and retired = 0 order by contact_id limit ?`,
      ...[last?.id ?? "", IDS_AT_ONCE],
    ),
  );
  for (const { id } of rows) yield id;
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

/**
 * An aggregate over events. Built by hand and not by json_array, which would read the fields once more: they are JSON
 * already. Sources only tell apart events of the same id: where there is one alone it is left blank, a fifth of the cost.
 */
export function eventsJson(connection: Connection): string {
  const sources = "select distinct source from source_file where kind = 'events' limit 2";
  const source = connection.all(sources).length > 1 ? "json_quote(event.source)" : "'\"\"'";
  return `'[' || group_concat('[' || json_quote(event.event_id) || ',' || ${source} || ',' || json_quote(event.type)
    || ',' || event.at || ',' || event.fields || ']', ',') || ']'`;
}

function eventsColumn(connection: Connection): string {
  return `(select ${eventsJson(connection)}
    from identity join event on event.identity_id = identity.identity_id
    where identity.contact_id = contact.contact_id)`;
}

const LISTED_COLUMN = `exists (select 1 from output_row
  where output_row.file = '${SCORES_FILE}' and output_row.contact_id = contact.contact_id)`;

const PARTS_COLUMN = `(select json_group_array(part.fields order by part.contact_id) from contact as part
  where part.merged_into = contact.contact_id and part.retired = 0)`;

const IDENTITIES_COLUMN = `(select json_group_array(json_array(kind, value) order by kind, key) from identity
  where identity.contact_id = contact.contact_id and kind not in ('contact_id', 'email'))`;

/** For one contact, who may not be there. */
export function loadRecord(connection: Connection, contactId: string): ContactRecord | undefined {
  return createRecordLoader(connection)(contactId);
}

function createRecordLoader(connection: Connection): (contactId: string) => ContactRecord | undefined {
  const sql = recordSql(connection);
  return (contactId) => {
    const stored = connection.get<StoredRecord>(sql, contactId);
    return stored && toRecord(stored);
  };
}

/** Most databases lack some of these, the first run's all: looking each up for every contact would double the cost. */
function recordSql(connection: Connection): string {
  const has = (rows: string) => connection.get(`select 1 from ${rows} limit 1`) !== undefined;
  const hasStates = has("state");
  const stateColumns =
    "state.awards, state.scores, state.classes, state.memberships, state.stage, state.triggers";
  return `select ${NAME_COLUMNS}, contact.left_out as leftOut, contact.anonymous, contact.fields,
      ${has("output_row") ? LISTED_COLUMN : "0"} as listed,
      ${has("contact where merged_into is not null") ? PARTS_COLUMN : "null"} as parts,
      ${findFurtherKinds(connection).length > 0 ? IDENTITIES_COLUMN : "null"} as identities,
      ${eventsColumn(connection)} as events,
      ${hasStates ? stateColumns : stateColumns.replaceAll("state.", "null as ")}
    from contact ${hasStates ? "left join state on state.contact_id = contact.contact_id" : ""}
    where contact.contact_id = ?`;
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

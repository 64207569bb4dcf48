// Contacts that are not known, named by nothing that is known.

import { textAt } from "../../intake/rows/text-columns.ts";
import type { ContactColumns } from "../../intake/sink.ts";
import type { Connection, SqlValue } from "../database/connection.ts";
import { createInsert } from "../database/insert-rows.ts";
import type { People } from "../people.ts";

/** Contacts of a batch: from the one place to before the other. */
export interface Stretch {
  readonly columns: ContactColumns;
  readonly from: number;
  readonly to: number;
}

/** What is kept of a stretch, as values. */
interface Rows {
  readonly contacts: SqlValue[];
  readonly identities: SqlValue[];
  /** Of each contact's own key the place among the identities, from 0. */
  readonly highs: number[];
  /** Of each link the places of both ends there. */
  readonly links: number[];
}

const CONTACT = "contact (contact_id, written, key_kind, fields)";
const IDENTITY = "identity (kind, key, value, contact_id)";
const LINK = "link (high_id, low_id, evidence, source_file_id)";
/** Values of a row in each of them. */
const WIDTH = 4;

/**
 * For one file: keeps what `putContact` does. False, with nothing kept, where a contact or identity is known, or two of
 * the contacts have one in common.
 */
export function createNewContacts(
  connection: Connection,
  people: People,
  sourceFileId: number,
): (stretch: Stretch) => boolean {
  const insert = createInsertRows(connection, sourceFileId);
  return (stretch) => {
    const rows = toRows(stretch);
    if (rows === undefined) return false;
    connection.run("savepoint new_contacts");
    const firstId = insert(rows);
    if (firstId === undefined) connection.run("rollback to new_contacts");
    connection.run("release new_contacts");
    if (firstId === undefined) return false;
    note(people, stretch, rows, firstId);
    return true;
  };
}

/** Answers the id of the first identity; the others' follow. `undefined` where something is known. */
function createInsertRows(connection: Connection, sourceFileId: number): (rows: Rows) => number | undefined {
  const insertContacts = createInsert(connection, CONTACT, WIDTH);
  const insertIdentities = createInsert(connection, IDENTITY, WIDTH);
  const insertLinks = createInsert(connection, LINK, WIDTH);
  return ({ contacts, identities, links }) => {
    if (insertContacts(contacts) === undefined) return undefined;
    const lastId = insertIdentities(identities);
    if (lastId === undefined) return undefined;
    const firstId = lastId + 1 - identities.length / WIDTH;
    const values: SqlValue[] = [];
    for (let i = 0; i < links.length; i += 2) {
      values.push(firstId + links[i]!, firstId + links[i + 1]!, "contact", sourceFileId);
    }
    return insertLinks(values) === undefined ? undefined : firstId;
  };
}

/** `undefined` where a contact has two identities of one kind: the later makes the earlier a former one. */
function toRows({ columns, from, to }: Stretch): Rows | undefined {
  const rows: Rows = { contacts: [], identities: [], highs: [], links: [] };
  const { keyKind, othersEnds } = columns;
  let other = from === 0 ? 0 : othersEnds[from - 1]!;
  for (let i = from; i < to; i++) {
    const key = textAt(columns.keys, i);
    const value = textAt(columns.values, i) || key;
    const end = othersEnds[i]!;
    if (!areOfDifferentKinds(columns.others.kind, other, end)) return undefined;
    rows.contacts.push(key, value, keyKind, textAt(columns.fields, i));
    const high = rows.identities.push(keyKind, key, value, key) / WIDTH - 1;
    rows.highs.push(high);
    for (; other < end; other++) addOther(rows, columns, other, { high, key });
  }
  return rows;
}

function areOfDifferentKinds(kind: Int32Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) {
    if (kind.subarray(from, i).includes(kind[i]!)) return false;
  }
  return true;
}

function addOther(
  { identities, links }: Rows,
  { keyKind, others }: ContactColumns,
  i: number,
  contact: { readonly high: number; readonly key: string },
): void {
  const key = textAt(others.keys, i);
  const value = textAt(others.values, i) || key;
  // A contact that is keyed otherwise may itself be a part of another: who it leads to is worked out later.
  const leadsTo = keyKind === "contact_id" ? contact.key : null;
  const low = identities.push(others.kinds[others.kind[i]!]!, key, value, leadsTo) / WIDTH - 1;
  links.push(contact.high, low);
}

function note(
  { identities, links, news }: People,
  { columns, from, to }: Stretch,
  rows: Rows,
  firstId: number,
): void {
  for (let i = from; i < to; i++) {
    const key = textAt(columns.keys, i);
    const id = firstId + rows.highs[i - from]!;
    // By its id, for keys of a million contacts would fill the memory.
    news.identities.add(id);
    // Events will ask for it.
    identities.remember(columns.keyKind, key, id);
  }
  if (columns.keyKind === "contact_id") return;
  for (const place of rows.links) links.touched.add(firstId + place);
}

import type { ContactRow, PutResult, RowFields } from "../../intake/sink.ts";
import type { Connection } from "../database/connection.ts";
import type { IntroducedIdentity } from "../identities/identities.ts";
import type { People } from "../people.ts";
import { sameFields } from "./fields.ts";

interface StoredContact {
  readonly written: string;
  readonly keyKind: string;
  readonly fields: string;
  readonly anonymous: number;
}

/** A later row replaces the fields its file has columns for, blanks included; fields of other files stay. */
export function putContact(
  connection: Connection,
  people: People,
  sourceFileId: number,
  row: ContactRow,
  formerFields: readonly string[] = [],
): PutResult {
  const { identities, links } = people;
  const saved = saveContact(connection, row, formerFields);
  const key = identities.introduce(row.contact, row.contact.key);
  // An identity that was known before the contact's row leads elsewhere, or nowhere.
  if (saved.change === "new" && !key.isNew) links.touched.add(key.id);
  const isJoined = joinKeys(people, sourceFileId, row, saved.otherKind);
  const isLinked = stateIdentities(people, sourceFileId, row, key);
  if (saved.change === "changed") links.leave(key.id, blankColumns(row));
  if (saved.change !== "same") people.news.contacts.add(row.contact.key);
  return saved.change !== "same" || isJoined || isLinked ? "accepted" : "duplicate";
}

/** Two files have the same text for keys of different kinds: both name this contact. */
function joinKeys(
  { identities, links }: People,
  sourceFileId: number,
  { contact }: ContactRow,
  otherKind: string | undefined,
): boolean {
  if (otherKind === undefined) return false;
  const lower = contact.kind === "contact_id" ? otherKind : contact.kind;
  const [high, low] = ["contact_id", lower].map((kind) => identities.idOf({ ...contact, kind }));
  return links.list(high!, low!, sourceFileId);
}

function stateIdentities(
  { identities, links }: People,
  sourceFileId: number,
  { contact, identities: others }: ContactRow,
  key: IntroducedIdentity,
): boolean {
  let isLinked = false;
  // A new contact may itself be a part of another: then all is worked out later.
  const leadsHere = key.isNew && contact.kind === "contact_id" ? contact.key : undefined;
  for (const [place, identity] of others.entries()) {
    const { id, isNew } = identities.introduce(identity, leadsHere);
    const low = { id, kind: identity.kind, isNew: isNew && leadsHere !== undefined };
    const isFirst = key.isNew && others.findIndex(({ kind }) => kind === identity.kind) === place;
    if (isFirst) links.begin(key.id, low, sourceFileId);
    else isLinked = links.state(key.id, low, sourceFileId) || isLinked;
    isLinked ||= isFirst;
  }
  return isLinked;
}

/** Kinds of identities among them, which the contact has no more. */
function blankColumns({ columns, fields }: ContactRow): readonly string[] {
  return columns.filter((name) => !Object.hasOwn(fields, name));
}

interface Saved {
  readonly change: "new" | "changed" | "same";
  /** The kind of the key by which another file names the contact. */
  readonly otherKind: string | undefined;
}

/** False for a contact that is known already. */
function insertContact(connection: Connection, { contact, fields }: ContactRow): boolean {
  const { key, value, kind } = contact;
  const inserted = connection.run(
    `insert into contact (contact_id, written, key_kind, fields) values (?, ?, ?, ?)
    on conflict (contact_id) do nothing`,
    ...[key, value, kind, JSON.stringify(fields)],
  );
  return inserted.changes === 1;
}

function saveContact(connection: Connection, row: ContactRow, formerFields: readonly string[]): Saved {
  const { kind, key, value } = row.contact;
  if (insertContact(connection, row)) return { change: "new", otherKind: undefined };
  const stored = connection.get<StoredContact>(
    "select written, key_kind as keyKind, fields, anonymous from contact where contact_id = ?",
    key,
  );
  if (stored === undefined || stored.anonymous === 1) {
    const sql = "insert or replace into contact (contact_id, written, key_kind, fields) values (?, ?, ?, ?)";
    connection.run(sql, key, value, kind, JSON.stringify(row.fields));
    return { change: "new", otherKind: undefined };
  }
  const before = JSON.parse(stored.fields) as RowFields;
  const after = mergeFields(before, row, formerFields);
  const otherKind = stored.keyKind === kind ? undefined : stored.keyKind;
  const keyKind = otherKind === undefined ? kind : "contact_id";
  if (stored.written === value && stored.keyKind === keyKind && sameFields(before, after)) {
    return { change: "same", otherKind };
  }
  const sql = "update contact set written = ?, key_kind = ?, fields = ? where contact_id = ?";
  connection.run(sql, value, keyKind, JSON.stringify(after), key);
  return { change: stored.keyKind === keyKind ? "changed" : "new", otherKind };
}

/** Of a contact that is known. */
export function mergeFields(
  before: RowFields,
  row: ContactRow,
  formerFields: readonly string[] = [],
): RowFields {
  const merged = new Map(Object.entries(before));
  for (const name of formerFields) merged.delete(name);
  for (const column of row.columns) merged.delete(column);
  for (const [name, text] of Object.entries(row.fields)) merged.set(name, text);
  return Object.fromEntries(merged);
}

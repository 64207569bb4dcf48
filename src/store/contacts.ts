import type { ContactRow, LinkRow, PutResult, RowFields } from "../intake/sink.ts";
import type { Connection } from "./connection.ts";
import { sameFields } from "./fields.ts";
import type { People } from "./people.ts";

interface StoredContact {
  readonly written: string;
  readonly keyKind: string;
  readonly fields: string;
  readonly anonymous: number;
}

/** A later row replaces the fields its file has columns for, blanks included; fields of other files stay. */
export function putContact(
  connection: Connection,
  { identities, links }: People,
  row: ContactRow,
): PutResult {
  const saved = saveContact(connection, row);
  const key = identities.introduce(row.contact, row.contact.key);
  // An identity that was known before the contact's row leads elsewhere, or nowhere.
  if (saved === "new" && !key.isNew) links.touched.add(key.id);
  let isLinked = false;
  for (const identity of row.identities) {
    // A new contact may itself be a part of another: then all is worked out later.
    const leadsHere = key.isNew && row.contact.kind === "contact_id" ? row.contact.key : undefined;
    const { id, isNew } = identities.introduce(identity, leadsHere);
    const low = { id, kind: identity.kind, isNew: isNew && leadsHere !== undefined };
    isLinked = links.state(key.id, low) || isLinked;
  }
  if (saved === "changed") links.leave(key.id, blankColumns(row));
  return saved !== "same" || isLinked ? "accepted" : "duplicate";
}

/** Kinds of identities among them, which the contact has no more. */
function blankColumns({ columns, fields }: ContactRow): readonly string[] {
  return columns.filter((name) => !Object.hasOwn(fields, name));
}

function saveContact(connection: Connection, row: ContactRow): "new" | "changed" | "same" {
  const { kind, key, value } = row.contact;
  const stored = connection.get<StoredContact>(
    "select written, key_kind as keyKind, fields, anonymous from contact where contact_id = ?",
    key,
  );
  if (stored === undefined || stored.anonymous === 1) {
    const sql = "insert or replace into contact (contact_id, written, key_kind, fields) values (?, ?, ?, ?)";
    connection.run(sql, key, value, kind, JSON.stringify(row.fields));
    return "new";
  }
  const before = JSON.parse(stored.fields) as RowFields;
  const after = mergeFields(before, row);
  if (stored.written === value && stored.keyKind === kind && sameFields(before, after)) return "same";
  const sql = "update contact set written = ?, key_kind = ?, fields = ? where contact_id = ?";
  connection.run(sql, value, kind, JSON.stringify(after), key);
  return stored.keyKind === kind ? "changed" : "new";
}

/** Of a contact that is known. */
export function mergeFields(before: RowFields, row: ContactRow): RowFields {
  const merged = new Map(Object.entries(before));
  for (const column of row.columns) merged.delete(column);
  for (const [name, text] of Object.entries(row.fields)) merged.set(name, text);
  return Object.fromEntries(merged);
}

export function putLink({ identities, links }: People, { identities: named }: LinkRow): PutResult {
  const [high, ...lows] = named.map(identities.idOf);
  let isNew = false;
  for (const low of lows) isNew = links.list(high!, low) || isNew;
  return isNew ? "accepted" : "duplicate";
}

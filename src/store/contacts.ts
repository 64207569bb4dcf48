import type { ContactRow, PutResult, RowFields } from "../intake/sink.ts";
import type { Connection } from "./connection.ts";
import { sameFields } from "./fields.ts";
import type { Identities } from "./identities.ts";

interface StoredContact {
  readonly written: string;
  readonly keyKind: string;
  readonly fields: string;
}

/** A later row replaces the fields its file has columns for, blanks included; fields of other files stay. */
export function putContact(connection: Connection, identities: Identities, row: ContactRow): PutResult {
  const rowChanged = saveContact(connection, row);
  let claimed = false;
  for (const identity of [row.contact, ...row.identities]) {
    claimed = identities.claim(identity, row.contact.key) || claimed;
  }
  return rowChanged || claimed ? "accepted" : "duplicate";
}

/** False when the contact is stored like this already. */
function saveContact(connection: Connection, row: ContactRow): boolean {
  const { kind, key, value } = row.contact;
  const stored = connection.get<StoredContact>(
    "select written, key_kind as keyKind, fields from contact where contact_id = ?",
    key,
  );
  if (stored === undefined) {
    const sql = "insert into contact (contact_id, written, key_kind, fields) values (?, ?, ?, ?)";
    connection.run(sql, key, value, kind, JSON.stringify(row.fields));
    return true;
  }
  const before = JSON.parse(stored.fields) as RowFields;
  const after = mergeFields(before, row);
  if (stored.written === value && stored.keyKind === kind && sameFields(before, after)) return false;
  const sql = "update contact set written = ?, key_kind = ?, fields = ? where contact_id = ?";
  connection.run(sql, value, kind, JSON.stringify(after), key);
  return true;
}

/** Of a contact that is known. */
export function mergeFields(before: RowFields, row: ContactRow): RowFields {
  const merged = new Map(Object.entries(before));
  for (const column of row.columns) merged.delete(column);
  for (const [name, text] of Object.entries(row.fields)) merged.set(name, text);
  return Object.fromEntries(merged);
}

import { readIdentity } from "../identity/identity-key.ts";
import { quote } from "../input-error.ts";
import type { ContactRow } from "../sink.ts";
import type { ContactColumns } from "./columns.ts";
import type { RowReading } from "./row-fault.ts";
import { fieldColumns, rowFields } from "./row-fields.ts";

export type ContactReader = (cells: readonly string[], line: number) => RowReading<ContactRow>;

/** For one file's columns. */
export function createContactReader({ key, identities, headers, names }: ContactColumns): ContactReader {
  const fields = fieldColumns(names);
  const keyHeader = headers[key.position]!;
  return (cells, line) => {
    const contact = readIdentity(key.kind, cells[key.position]!);
    if (contact === undefined) {
      const message = `${quote(keyHeader)} is blank; expected the contact's key`;
      return { kind: "fault", code: "missing-contact", column: keyHeader, message };
    }
    const others = identities.flatMap(({ kind, position }) => readIdentity(kind, cells[position]!) ?? []);
    const row = { line, contact, identities: others, columns: names, fields: rowFields(fields, cells) };
    return { kind: "row", row };
  };
}

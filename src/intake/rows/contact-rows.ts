import type { Calendar } from "../../values/calendar.ts";
import { readIdentity } from "../identity/identity-key.ts";
import { quote } from "../input-error.ts";
import type { ContactLayout } from "../layouts/layout.ts";
import type { ContactRow } from "../sink.ts";
import type { RowReading } from "./row-fault.ts";
import { createFieldsReader } from "./typed-fields.ts";

export type ContactReader = (cells: readonly string[], line: number) => RowReading<ContactRow>;

/** For one file. Dates without an offset or a zone stay as they are on the clock. */
export function createContactReader(layout: ContactLayout, calendar: Calendar): ContactReader {
  const { key, identities, fields, labels } = layout;
  const readFields = createFieldsReader(fields, labels, calendar);
  const columns = [...fields.plain, ...fields.typed].map(({ name }) => name);
  const keyHeader = labels[key.position]!;
  return (cells, line) => {
    const contact = readIdentity(key.kind, cells[key.position]!);
    if (contact === undefined) {
      const message = `${quote(keyHeader)} is blank; expected the contact's key`;
      return { kind: "fault", code: "missing-contact", column: keyHeader, message };
    }
    const others = identities.flatMap(({ kind, position }) => readIdentity(kind, cells[position]!) ?? []);
    const values = readFields(cells);
    if (values.kind === "fault") return values;
    return { kind: "row", row: { line, contact, identities: others, columns, fields: values.row } };
  };
}

import type { Calendar } from "../../values/calendar.ts";
import { readIdentity } from "../identity/identity-key.ts";
import { quote } from "../input-error.ts";
import type { ContactLayout } from "../layouts/layout.ts";
import type { ContactRow, Identity } from "../sink.ts";
import type { RowReading } from "./row-fault.ts";
import { createFieldsReader } from "./typed-fields.ts";

export type ContactReader = (cells: readonly string[], line: number) => RowReading<ContactRow>;

/** For one file. Dates without an offset or a zone stay as they are on the clock. */
export function createContactReader(layout: ContactLayout, calendar: Calendar): ContactReader {
  const { key, identities, fields, labels } = layout;
  const readFields = createFieldsReader(fields, labels, calendar);
  const columns = contactColumns(layout);
  const keyHeader = labels[key.position]!;
  return (cells, line) => {
    const contact = readIdentity(key.kind, cells[key.position]!);
    if (contact === undefined) {
      const message = `${quote(keyHeader)} is blank; expected the contact's key`;
      return { kind: "fault", code: "missing-contact", column: keyHeader, message };
    }
    const values = readFields(cells);
    if (values.kind === "fault") return values;
    return {
      kind: "row",
      row: { line, contact, identities: readOthers(identities, cells), columns, fields: values.row },
    };
  };
}

/** Names of the fields that rows of the layout may have. */
export function contactColumns({ fields }: ContactLayout): readonly string[] {
  return [...fields.plain, ...fields.typed].map(({ name }) => name);
}

/** Identities besides the key, blank ones left out. */
export function readOthers(
  columns: ContactLayout["identities"],
  cells: readonly string[],
): readonly Identity[] {
  const others: Identity[] = [];
  for (const { kind, position } of columns) {
    const identity = readIdentity(kind, cells[position]!);
    if (identity !== undefined) others.push(identity);
  }
  return others;
}

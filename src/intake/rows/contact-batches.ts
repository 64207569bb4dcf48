// Rows of contacts read into columns. Fields without a type go straight to the text that is kept.

import type { Calendar } from "../../values/calendar.ts";
import { readIdentity } from "../identity/identity-key.ts";
import type { ContactLayout } from "../layouts/layout.ts";
import type { ContactColumns, Identity } from "../sink.ts";
import { type ContactColumnsBuilder, createContactColumns } from "./contact-columns.ts";
import { contactColumns, createContactReader, readOthers } from "./contact-rows.ts";
import { compileFieldsJson } from "./fields-json.ts";
import type { RowFault } from "./row-fault.ts";
import { countRoundedNumbers } from "./row-fields.ts";

export interface ContactBatch {
  readonly columns: ContactColumns;
  /** Of the fields of each contact: numbers with more places than are kept. */
  readonly rounded: Int32Array;
}

type Cells = readonly string[];

export interface ContactBatcher {
  readonly read: (cells: Cells, line: number) => RowFault | undefined;
  readonly take: () => ContactBatch;
}

/** For one file. */
export function createContactBatcher(layout: ContactLayout, calendar: Calendar): ContactBatcher {
  const builder = createContactColumns(contactColumns(layout), layout.key.kind);
  let rounded: number[] = [];
  const note = (numbers: number) => void rounded.push(numbers);
  const readContact = createContactReader(layout, calendar);
  const readSlowly = (cells: Cells, line: number) => {
    const reading = readContact(cells, line);
    if (reading.kind === "fault") return reading;
    const { contact, identities, fields } = reading.row;
    builder.add(line, contact, identities, JSON.stringify(fields));
    note(countRoundedNumbers(fields));
    return undefined;
  };
  const readUsual = usualReader(layout, builder, note);
  return {
    read:
      readUsual === undefined
        ? readSlowly
        : (cells, line) => (readUsual(cells, line) ? undefined : readSlowly(cells, line)),
    take: () => {
      const taken = { columns: builder.take(), rounded: Int32Array.from(rounded) };
      rounded = [];
      return taken;
    },
  };
}

/**
 * Takes rows with a key: what `createContactReader` makes of them. False, with nothing added, for any other.
 * `undefined` for a layout with typed fields.
 */
function usualReader(
  { key, identities, fields }: ContactLayout,
  builder: ContactColumnsBuilder,
  note: (rounded: number) => void,
): ((cells: Cells, line: number) => boolean) | undefined {
  const readFields = fields.typed.length > 0 ? undefined : compileFieldsJson(fields.plain);
  if (readFields === undefined) return undefined;
  return (cells, line) => {
    const contact: Identity | undefined = readIdentity(key.kind, cells[key.position]!);
    if (contact === undefined) return false;
    const { json, rounded } = readFields(cells);
    builder.add(line, contact, readOthers(identities, cells), json);
    note(rounded);
    return true;
  };
}

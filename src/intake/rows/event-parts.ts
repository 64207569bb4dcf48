// What event rows are read from: whose, what, when, which id.

import type { Calendar } from "../../values/calendar.ts";
import { isBlank } from "../../values/text.ts";
import { readIdentity } from "../identity/identity-key.ts";
import { listQuoted, quote } from "../input-error.ts";
import type { EventLayout, PlacedEvent } from "../layouts/layout.ts";
import type { EventRow, Identity, RejectCode } from "../sink.ts";
import { badDate, compileInstant, type WrittenInstant } from "./cell-times.ts";
import type { RowFault } from "./row-fault.ts";

export interface TimedEvent {
  readonly kind: "row";
  readonly row: EventRow;
  /** What a clock change did to the written time. */
  readonly clockChange: WrittenInstant["clockChange"];
}

type Cells = readonly string[];

/** At least one identity, the highest-ranking first. */
export function createIdentitiesReader({
  identities,
  labels,
}: EventLayout): (cells: Cells) => readonly Identity[] | RowFault {
  return (cells) => {
    const found = identities.flatMap(({ kind, position }) => readIdentity(kind, cells[position]!) ?? []);
    return found.length === 0 ? missingContact(identities.map(({ position }) => labels[position]!)) : found;
  };
}

function missingContact(blank: readonly string[]): RowFault {
  const column = blank.length === 1 ? blank[0] : undefined;
  const message = `${listQuoted(blank, "and")} ${column === undefined ? "are" : "is"} blank; expected a contact`;
  return { kind: "fault", code: "missing-contact", column, message };
}

/** Never blank. */
export function createTypeReader(
  { type }: PlacedEvent,
  labels: readonly string[],
): (cells: Cells) => string | RowFault {
  if (type.kind === "constant") return () => type.value;
  const { position } = type;
  return (cells) => {
    const text = cells[position]!.trim();
    return text === "" ? blankCell("missing-type", labels[position]!, "the event's type") : text;
  };
}

export function createTimeReader(
  { at }: PlacedEvent,
  labels: readonly string[],
  calendar: Calendar,
): (cells: Cells) => WrittenInstant | RowFault {
  const read = compileInstant(at, calendar);
  const label = labels[at.position]!;
  const expected = at.format === undefined ? "a date or time such as 2026-03-01T14:30:00Z" : "a date or time";
  return (cells) => {
    const text = cells[at.position]!;
    if (isBlank(text)) return blankCell("missing-date", label, expected);
    return read(text) ?? badDate(label, text, at.format);
  };
}

function blankCell(code: RejectCode, column: string, expected: string): RowFault {
  return { kind: "fault", code, column, message: `${quote(column)} is blank; expected ${expected}` };
}

/**
 * "" where the row has no id. Where more than one column's text makes an event's id, they are joined with ":", and one
 * inside a text becomes "\:".
 */
export function createIdReader({ eventId, isSeveral }: EventLayout): (cells: Cells) => string {
  const [first, ...more] = eventId;
  if (first === undefined) return () => "";
  if (more.length === 0 && !isSeveral) return (cells) => cells[first]!.trim();
  return (cells) => {
    const texts = eventId.map((position) => cells[position]!.trim());
    return texts.every((text) => text === "") ? "" : texts.map(escapeColons).join(":");
  };
}

/** A backslash, too. */
export function escapeColons(text: string): string {
  return text.replace(/[\\:]/g, "\\$&");
}

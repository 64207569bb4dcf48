// Dates that would have to be guessed: a file that has no others is refused, with what to write for them.

import { isBlank } from "../../values/text.ts";
import { InputError, listQuoted, quote } from "../input-error.ts";
import { type Guess, guessFormats } from "./guess-formats.ts";
import type { EventLayout, Layout, PlacedDate, PlacedFields } from "./layout.ts";
import { isDefaultLayout } from "./layout-version.ts";

interface DateColumn {
  readonly position: number;
  /** What to write in the source, around the format. */
  readonly advise: (format: string) => string;
}

/**
 * Looks at the first rows of a file. Throws an InputError when in a column of dates without a stated format every
 * date is a number, or days and months that could be taken for each other. False when there was nothing to look at.
 */
export function refuseGuessedDates(
  path: string,
  layout: Layout,
  rows: readonly (readonly string[])[],
): boolean {
  for (const column of unstatedDates(layout)) {
    const constant = layout.constants[column.position - layout.headers.length];
    const texts = rows
      .map((cells) => cells[column.position] ?? constant ?? "")
      .filter((text) => !isBlank(text));
    const guess = guessFormats(texts.map((text) => text.trim()));
    if (guess === undefined) continue;
    throw new InputError(path, describeGuess(guess, layout.labels[column.position]!, column));
  }
  return rows.length > 0;
}

function describeGuess(guess: Guess, label: string, { advise }: DateColumn): string {
  if (guess.kind === "mixed") {
    const dates = `${listQuoted(guess.examples, "and")} in column ${quote(label)}`;
    return `${dates} are written in two ways, which no one format reads; export the column again, best as YYYY-MM-DD or YYYY-MM-DD hh:mm`;
  }
  const [format, ...others] = guess.formats;
  const or = others.map((other) => ` (or ${quote(other)})`).join("");
  const found = `${quote(guess.example)} in column ${quote(label)} ${guess.problem}`;
  return `${found}; ${advise(writtenFormat(format))}${or}`;
}

function unstatedDates(layout: Layout): readonly DateColumn[] {
  switch (layout.kind) {
    case "contacts":
      return fieldDates(layout, layout.fields);
    case "events":
      return [...eventDates(layout), ...fieldDates(layout, layout.fields)];
    case "identities":
    case "rejects":
      return [];
    default:
      return layout satisfies never;
  }
}

function fieldDates(layout: Layout, { typed }: PlacedFields): readonly DateColumn[] {
  return typed.flatMap(({ name, value }) => {
    if (value.kind !== "date" || value.format !== undefined) return [];
    const column = written(layout.labels[value.position]!);
    const advise = (format: string) =>
      `write in source ${quote(layout.source)}: fields: {${name}: {column: ${column}, type: date, format: ${format}}}`;
    return [{ position: value.position, advise }];
  });
}

function eventDates(layout: EventLayout): readonly DateColumn[] {
  const isDefault = isDefaultLayout(layout);
  return layout.events
    .filter(({ at }) => at.format === undefined)
    .map(({ at }) => ({
      position: at.position,
      advise: (format) => (isDefault ? adviseSource(layout, format) : adviseAt(layout, at, format)),
    }));
}

/** Where rows have dates of their own, one stated for the source is for all of them. */
function adviseAt(layout: EventLayout, { position }: PlacedDate, format: string): string {
  const { source, labels, isSeveral } = layout;
  if (isSeveral) return `write in source ${quote(source)}: date_format: ${format}`;
  return `write in source ${quote(source)}: at: {column: ${written(labels[position]!)}, format: ${format}}`;
}

/** A source that reads the file as the default mapping does. */
function adviseSource({ labels, eventId, identities, events }: EventLayout, format: string): string {
  const column = (position: number) => written(labels[position]!);
  const id = eventId.map((position) => `id: ${column(position)}, `).join("");
  const contact = identities.map(({ kind, position }) => `${kind}: ${column(position)}`).join(", ");
  const [{ type, at }] = events as [EventLayout["events"][number]];
  const kind = type.kind === "column" ? `type: ${column(type.position)}, ` : "";
  const when = `at: {column: ${column(at.position)}, format: ${format}}`;
  return `state it in the rulebook: sources: {events: {kind: events, ${id}contact: {${contact}}, ${kind}${when}}}`;
}

/** A column's name as YAML reads it inside braces. */
export function written(name: string): string {
  return /^\p{L}[\p{L}\p{N}_ -]*$/u.test(name) && name === name.trim() ? name : JSON.stringify(name);
}

function writtenFormat(format: string): string {
  return /^epoch/.test(format) ? format : JSON.stringify(format);
}

// Random contacts and nights: events that meet at the same instants, and at the edges of what rulebooks look at.

import fc from "fast-check";
import type { PlainEvent } from "../reference/events.ts";
import { before, endOfDay, later, startOfDay } from "../reference/time.ts";
import {
  BLANKS,
  BOOLEAN_TEXTS,
  CONTACT_FIELDS,
  DATE_TEXTS,
  DAYS,
  EVENT_FIELDS,
  EVENT_TYPES,
  type Field,
  type FieldKind,
  INSTANTS,
  LONG_DURATIONS,
  LONG_NUMBER_TEXTS,
  maybe,
  NUMBER_TEXTS,
  pick,
  SHORT_DURATIONS,
  TEXTS,
} from "./pools.ts";

export interface RandomContact {
  /** Cells as an export has them, blanks included. */
  readonly fields: Readonly<Record<string, string>>;
  /** In any order. */
  readonly events: readonly PlainEvent[];
}

const cellOf: Readonly<Record<FieldKind, fc.Arbitrary<string>>> = {
  text: fc.constantFrom(...TEXTS),
  number: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...NUMBER_TEXTS) },
    { weight: 1, arbitrary: fc.constantFrom(...LONG_NUMBER_TEXTS) },
    {
      weight: 15,
      arbitrary: fc.integer({ min: -100_000, max: 100_000 }).map((cents) => String(cents / 100)),
    },
  ),
  date: fc.constantFrom(...DATE_TEXTS, ...DAYS),
  boolean: fc.constantFrom(...BOOLEAN_TEXTS),
};

const anyCell = fc.oneof(...Object.values(cellOf));

function fieldsOf(columns: readonly Field[]): fc.Arbitrary<Readonly<Record<string, string>>> {
  const cells = columns.map(({ name, kind }) =>
    fc
      .oneof(
        { weight: 6, arbitrary: cellOf[kind] },
        { weight: 1, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(...BLANKS) },
        { weight: 1, arbitrary: anyCell },
      )
      .map((cell) => [name, cell] as const),
  );
  return fc
    .tuple(...cells)
    .map((row) =>
      Object.fromEntries(row.flatMap(([name, cell]) => (cell === undefined ? [] : [[name, cell]]))),
    );
}

/** An instant by what it is near: an instant of its own, a day's start or end, or one that came before it. */
interface InstantSketch {
  readonly near: "instant" | "start" | "end" | "earlier";
  readonly at: number;
  readonly away: string | undefined;
  readonly back: boolean;
  /** In milliseconds. */
  readonly beside: number;
}

const instant: fc.Arbitrary<InstantSketch> = fc.record({
  near: fc.constantFrom("instant", "start", "end", "earlier", "earlier", "earlier", "earlier"),
  at: fc.nat({ max: 20 }),
  away: maybe(fc.constantFrom(...SHORT_DURATIONS, ...LONG_DURATIONS), 6),
  back: fc.boolean(),
  beside: fc.constantFrom(0, 0, 0, 0, -1, 1),
});

/** The instants at which everything of a case happens, events and nights; exactly a duration apart from each other. */
function timelineFrom(sketches: readonly InstantSketch[], zone: string): readonly number[] {
  const instants: number[] = [];
  for (const { near, at, away, back, beside } of sketches) {
    const origin = originOf(near, at, zone, instants) + beside;
    const move = back ? before : later;
    instants.push(away === undefined ? origin : move(origin, away, zone));
  }
  return instants;
}

function originOf(near: InstantSketch["near"], at: number, zone: string, earlier: readonly number[]): number {
  switch (near) {
    case "instant":
      return pick(INSTANTS, at);
    case "start":
      return startOfDay(pick(DAYS, at), zone);
    case "end":
      return endOfDay(pick(DAYS, at), zone) - 1;
    case "earlier":
      return earlier.length === 0 ? pick(INSTANTS, at) : pick(earlier, at);
    default:
      return near satisfies never;
  }
}

const event = fc.record({
  id: fc.constantFrom("a", "B", "\u{1F600}", "\uffee", "z"),
  type: fc.constantFrom("purchase", "page_view", ...EVENT_TYPES),
  at: fc.nat({ max: 20 }),
  fields: fieldsOf(EVENT_FIELDS),
});

const contact = fc.record({
  fields: fieldsOf(CONTACT_FIELDS),
  events: fc.array(event, { maxLength: 16, size: "max" }),
});

/** Without a zone the instants are not yet known. */
export const historySketch = fc.record({
  timeline: fc.array(instant, { minLength: 1, maxLength: 8, size: "max" }),
  /** Mostly one: loading a rulebook takes longer than a contact. */
  contacts: fc.oneof(
    { weight: 4, arbitrary: fc.array(contact, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(contact, { minLength: 2, maxLength: 2 }) },
  ),
  nights: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 5 }),
});

export type HistorySketch = typeof historySketch extends fc.Arbitrary<infer T> ? T : never;

export interface RandomHistory {
  readonly contacts: readonly RandomContact[];
  /** In order; the same instant may come twice. */
  readonly nights: readonly number[];
}

export function historyFrom({ timeline, contacts, nights }: HistorySketch, zone: string): RandomHistory {
  const instants = timelineFrom(timeline, zone);
  return {
    contacts: contacts.map(({ fields, events }) => ({
      fields,
      events: events.map((one, at) => ({ ...one, id: `${one.id}${at}`, at: pick(instants, one.at) })),
    })),
    // Late nights more often than early ones: they see more.
    nights: nights
      .map((at) => (at % 3 === 0 ? Math.max(...instants) : pick(instants, at)))
      .toSorted((a, b) => a - b),
  };
}

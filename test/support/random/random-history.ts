// Random contacts and nights: events that meet at the same instants, and at the edges of what rulebooks look at.

import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { PlainEvent } from "../reference/events.ts";
import {
  ANCHORS,
  BLANKS,
  BOOLEAN_TEXTS,
  CONTACT_FIELDS,
  DATE_TEXTS,
  EVENT_FIELDS,
  EVENT_TYPES,
  type Field,
  type FieldKind,
  LONG_DURATIONS,
  LONG_NUMBER_TEXTS,
  maybe,
  NUMBER_TEXTS,
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
  date: fc.constantFrom(...DATE_TEXTS),
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

const jitter = fc.constantFrom(0, 0, 0, -1, 1);

/** An anchor, or exactly a duration away from one on the calendar of a zone, or a millisecond beside that. */
const instantNear = (anchors: readonly number[]): fc.Arbitrary<number> =>
  fc
    .record({
      anchor: fc.constantFrom(...anchors),
      away: maybe(fc.constantFrom(...SHORT_DURATIONS, ...LONG_DURATIONS), 6),
      forward: fc.boolean(),
      zone: fc.constantFrom("UTC", "Europe/Paris", "America/New_York"),
      jitter,
    })
    .map(({ anchor, away, forward, zone, jitter: beside }) => {
      if (away === undefined) return anchor + beside;
      const [count, unit] = away.split(" ") as [string, string];
      const months = unit.startsWith("quarter") ? 3 : 1;
      const name = unit.startsWith("quarter") ? "months" : `${unit.replace(/s$/, "")}s`;
      const by = Temporal.Duration.from({ [name]: Number(count) * months });
      const from = Temporal.Instant.fromEpochMilliseconds(anchor).toZonedDateTimeISO(zone);
      return (forward ? from.add(by) : from.subtract(by)).epochMilliseconds + beside;
    });

const instant = instantNear(ANCHORS);

/** Instants at which several events of a contact happen. */
const fewInstants = fc.array(instant, { minLength: 1, maxLength: 6 });

const event = fc.record({
  id: fc.constantFrom("a", "B", "\u{1F600}", "\uffee", "z"),
  type: fc.constantFrom("purchase", "page_view", ...EVENT_TYPES),
  at: fc.oneof({ weight: 2, arbitrary: fc.nat({ max: 20 }) }, { weight: 1, arbitrary: instant }),
  fields: fieldsOf(EVENT_FIELDS),
});

const contact: fc.Arbitrary<RandomContact> = fc
  .record({
    fields: fieldsOf(CONTACT_FIELDS),
    instants: fewInstants,
    events: fc.array(event, { maxLength: 16, size: "max" }),
  })
  .map(({ fields, instants, events }) => ({
    fields,
    events: events.map((one, at) => ({
      ...one,
      id: `${one.id}${at}`,
      at: one.at <= 20 ? instants[one.at % instants.length]! : one.at,
    })),
  }));

/** Mostly one: loading a rulebook takes longer than a contact. */
export const contacts = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(contact) },
  { weight: 1, arbitrary: fc.tuple(contact, contact) },
) as fc.Arbitrary<readonly RandomContact[]>;

/** In order, most of them after most events; the same instant may come twice. */
export const nights: fc.Arbitrary<readonly number[]> = fc
  .array(
    fc.oneof({ weight: 2, arbitrary: instantNear(ANCHORS.slice(5)) }, { weight: 1, arbitrary: instant }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((instants) => instants.toSorted((a, b) => a - b));

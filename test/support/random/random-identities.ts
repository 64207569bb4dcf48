// Random people: few contacts, e-mails, visitors and loyalty cards, so that they meet; and the nights in which their rows come.

import fc from "fast-check";
import {
  keyOf,
  type PlainContactRow,
  type PlainExports,
  type PlainNames,
  type PlainOwnedEvent,
} from "../reference/identity-rows.ts";

/** One night's rows, each inner list a file. */
export interface IdentityDelivery {
  readonly asOf: number;
  readonly contacts: readonly (readonly PlainContactRow[])[];
  readonly links: readonly (readonly PlainNames[])[];
  readonly events: readonly (readonly PlainOwnedEvent[])[];
}

export interface RandomPeople {
  readonly exports: PlainExports;
  /** In which all rows come, some events more than once; as-ofs go forward. */
  readonly nights: readonly IdentityDelivery[];
}

interface Placed<Row> {
  readonly row: Row;
  /** Rows are shuffled by it. */
  readonly order: number;
  readonly night: number;
  readonly file: number;
}

/** Written in several ways where that makes no difference; "V1" is another visitor than "v1". */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  contact_id: ["k1", "k1", "k2", "k2", "k3", " k1 ", "K1"],
  email: ["ann@x.org", "Ann@X.org", "bob@x.org", "BOB@x.org ", "cat@x.org"],
  card_id: ["c1", "c2", "C2"],
  visitor_id: ["v1", "v2", "v3", "V1"],
};

const INSTANTS = [
  "2026-03-01T10:00:00.000Z",
  "2026-03-01T10:00:00.001Z",
  "2026-03-02T09:00:00.000Z",
  "2026-03-03T10:00:00.000Z",
  "2026-03-07T10:00:00.000Z",
].map(Date.parse);

const EVENT_SOURCES = ["logins", "visits"];

function value(kind: string): fc.Arbitrary<string> {
  return fc.constantFrom(...VALUES[kind]!);
}

/** Some of the kinds filled. */
function namesWith(
  kinds: readonly string[],
  howMany: { readonly minLength: number; readonly maxLength?: number },
): fc.Arbitrary<PlainNames> {
  return fc
    .subarray([...kinds], howMany)
    .chain((filled) => fc.record(Object.fromEntries(filled.map((kind) => [kind, value(kind)]))));
}

const plan = fc.constantFrom("free", "pro", "");

/** A contacts row whose file has these columns; only the key is never blank. */
function contactRow(
  keyKind: string,
  identities: readonly string[],
  fields: Readonly<Record<string, fc.Arbitrary<string>>>,
): fc.Arbitrary<PlainContactRow> {
  const others = identities.map((kind) => [kind, fc.oneof(value(kind), fc.constant(""))] as const);
  return fc.record({
    keyKind: fc.constant(keyKind),
    names: fc.record({ [keyKind]: value(keyKind), ...Object.fromEntries(others) }),
    fields: fc.record(fields),
  });
}

function contactRows(kinds: readonly string[]): fc.Arbitrary<PlainContactRow> {
  const shapes = [
    { weight: 3, arbitrary: contactRow("contact_id", ["email"], { plan }) },
    { weight: 1, arbitrary: contactRow("contact_id", [], { plan }) },
    { weight: 1, arbitrary: contactRow("email", [], {}) },
    // Which of several such rows a contact's field is from is nobody's business here: only one of them has any.
    {
      weight: 1,
      arbitrary: contactRow("email", [], { plan }).map((row) => ({ ...row, names: { email: "ann@x.org" } })),
    },
  ];
  const withCard = {
    weight: 2,
    arbitrary: contactRow("contact_id", ["email", "card_id"], { plan }),
  };
  return fc.oneof(...shapes, ...(kinds.includes("card_id") ? [withCard] : []));
}

function eventOf(kinds: readonly string[]): fc.Arbitrary<Omit<PlainOwnedEvent, "source">> {
  return fc
    .record({
      names: fc.oneof(
        { weight: 2, arbitrary: namesWith(kinds, { minLength: 1 }) },
        { weight: 1, arbitrary: namesWith(kinds.slice(-2), { minLength: 1 }) },
      ),
      id: fc.constantFrom("a", "B", "z"),
      type: fc.constantFrom("a", "b", "A"),
      at: fc.constantFrom(...INSTANTS),
      v: fc.constantFrom("1", "2", "10.5", "-3", ""),
    })
    .map(({ v, ...event }) => ({ ...event, fields: fieldsOf(event.names, v) }));
}

/** Identity columns are fields too, except an event's contact_id. */
function fieldsOf({ contact_id: _, ...names }: PlainNames, v: string): PlainOwnedEvent["fields"] {
  return v === "" ? names : { ...names, v };
}

function placed<Row>(row: fc.Arbitrary<Row>): fc.Arbitrary<Placed<Row>> {
  return fc.record({ row, order: fc.nat(), night: fc.nat(), file: fc.nat({ max: 2 }) });
}

/** `kinds` from the highest-ranking; with "card_id" among them events come from two sources. */
export function randomPeople(kinds: readonly string[]): fc.Arbitrary<RandomPeople> {
  const link = namesWith(kinds, { minLength: 2, maxLength: 2 });
  return fc
    .record({
      contacts: fc.array(placed(contactRows(kinds)), { maxLength: 7, size: "max" }),
      links: fc.array(placed(link), { maxLength: 5, size: "max" }),
      events: fc.array(placed(eventOf(kinds)), { maxLength: 12, size: "max" }),
      asOfs: fc.array(fc.constantFrom(...INSTANTS), { minLength: 1, maxLength: 4 }),
      again: fc.boolean(),
    })
    .map(({ contacts, links, events, asOfs, again }) => {
      const sourceOf = (order: number) => (kinds.includes("card_id") ? EVENT_SOURCES[order % 2]! : "events");
      const named = events.map(({ row, ...place }, index) => ({
        ...place,
        row: { ...row, id: `${row.id}${index}`, source: sourceOf(place.order) },
      }));
      const count = asOfs.length;
      const nights = asOfs
        .toSorted((a, b) => a - b)
        .map((asOf, night) => ({
          asOf,
          contacts: filesOf(inTurn(contacts, count).filter((place) => place.night === night)),
          links: filesOf(ofNight(links, { night, count, again: false })),
          events: filesOf(ofNight(named, { night, count, again })),
        }));
      return { exports: { kinds, ...rowsOf({ contacts, links, events: named }) }, nights };
    });
}

function rowsOf({
  contacts,
  links,
  events,
}: {
  readonly contacts: readonly Placed<PlainContactRow>[];
  readonly links: readonly Placed<PlainNames>[];
  readonly events: readonly Placed<PlainOwnedEvent>[];
}): Omit<PlainExports, "kinds"> {
  return {
    contacts: contacts.map(({ row }) => row),
    links: links.map(({ row }) => row),
    events: events.map(({ row }) => row),
  };
}

/** All at once, in the order in which they stand, as of the last night. */
export function inOneNight({ exports, nights }: RandomPeople): IdentityDelivery {
  return {
    asOf: nights.at(-1)!.asOf,
    contacts: [exports.contacts],
    links: [exports.links],
    events: [exports.events],
  };
}

/** `again`: with everything that came in the nights before. */
function ofNight<Row>(
  rows: readonly Placed<Row>[],
  { night, count, again }: { readonly night: number; readonly count: number; readonly again: boolean },
): readonly Placed<Row>[] {
  const comes = (place: Placed<Row>) => place.night % count;
  return rows
    .filter((place) => comes(place) === night || (again && comes(place) < night))
    .toSorted((a, b) => a.order - b.order);
}

/** Shuffled over files and nights, except that rows of the same contact keep their order. */
function inTurn(
  rows: readonly Placed<PlainContactRow>[],
  nights: number,
): readonly Placed<PlainContactRow>[] {
  const slots = rows.toSorted((a, b) => a.order - b.order);
  const byTime = rows.map(({ night }) => night % nights).toSorted((a, b) => a - b);
  const nameOf = ({ row }: Placed<PlainContactRow>) => JSON.stringify(keyOf(row));
  const waiting = [...rows];
  return slots.map((slot, index) => {
    const next = waiting.findIndex((place) => nameOf(place) === nameOf(slot));
    const [place] = waiting.splice(next, 1);
    // Two rows to a file, one file after the other, so that the files hold the rows in turn.
    return { ...place!, night: byTime[index]!, file: Math.floor(index / 2) };
  });
}

function filesOf<Row>(rows: readonly Placed<Row>[]): readonly (readonly Row[])[] {
  const numbers = [...new Set(rows.map(({ file }) => file))];
  return numbers.map((number) => rows.filter(({ file }) => file === number).map(({ row }) => row));
}

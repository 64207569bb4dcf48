// The reference for identities is held to cases worked out by hand: what the program is compared with must be right itself.

import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAsOf } from "../../src/values/as-of.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import {
  CASE_RULEBOOK,
  EVENT_HEADER,
  IDENTITY_CASES,
  type IdentityNight,
} from "../support/identity-cases.ts";
import { stateByReference } from "../support/identity-state.ts";
import { inOneNight, randomPeople } from "../support/random/random-identities.ts";
import { whoIsWho } from "../support/reference/identities.ts";
import {
  keyOf,
  type PlainContactRow,
  type PlainExports,
  type PlainOwnedEvent,
} from "../support/reference/identity-rows.ts";
import { instantOfText } from "../support/reference/time.ts";

type Row = Readonly<Record<string, string>>;

const KINDS = ["contact_id", "email", "visitor_id"];
const RULEBOOK = rulebookOf(CASE_RULEBOOK);
const CALENDAR = createCalendar("UTC");

describe.each(IDENTITY_CASES)("$name", ({ nights }) => {
  test.each(nights.map((night, index) => ({ ...night, index })))(
    "night $index, as of $asOf",
    ({ index, asOf, scores, anonymous = {}, conflicts = [] }) => {
      const exports = takenIn(nights.slice(0, index + 1));
      expect(stateByReference(RULEBOOK, exports, parseAsOf(asOf, CALENDAR)!)).toEqual({
        known: inGroup(scores),
        anonymous: inGroup(anonymous),
        conflicts: conflicts.toSorted(),
      });
    },
  );
});

describe("random people", () => {
  const KINDS_OF_SOURCES = ["contact_id", "email", "card_id", "visitor_id"];
  const anybody = randomPeople(KINDS_OF_SOURCES);

  test("have every event up to the as-of once, whoever's it is", () => {
    fc.assert(
      fc.property(anybody, (people) => {
        const { asOf } = inOneNight(people);
        const owned = whoIsWho(people.exports, asOf).contacts.flatMap(({ events }) => events);
        const existing = people.exports.events.filter(({ at }) => at <= asOf);
        expect(owned.map(({ id }) => id).sort()).toEqual(existing.map(({ id }) => id).sort());
      }),
    );
  });

  test("are who they are in any order of links and events", () => {
    fc.assert(
      fc.property(anybody, (people) => {
        const { asOf } = inOneNight(people);
        const { exports } = people;
        const turned = {
          ...exports,
          links: exports.links.toReversed(),
          events: exports.events.toReversed(),
        };
        const { contacts, conflicts } = whoIsWho(turned, asOf);
        expect({ contacts, conflicts: new Set(conflicts) }).toEqual({
          ...whoIsWho(exports, asOf),
          conflicts: new Set(whoIsWho(exports, asOf).conflicts),
        });
      }),
    );
  });

  test("bring all their rows in the nights, a contact's in order", () => {
    fc.assert(
      fc.property(anybody, ({ exports, nights }) => {
        const contacts = nights.flatMap((night) => night.contacts.flat());
        const ids = nights.flatMap((night) => night.events.flat().map(({ id }) => id));
        expect(byKey(contacts)).toEqual(byKey(exports.contacts));
        expect(new Set(ids)).toEqual(new Set(exports.events.map(({ id }) => id)));
        expect(nights.flatMap((night) => night.links.flat()).length).toBe(exports.links.length);
      }),
    );
  });

  test.each<[string, (people: ReturnType<typeof whoIsWho>) => boolean]>([
    ["conflicts", ({ conflicts }) => conflicts.length > 0],
    [
      "anonymous contacts with events",
      ({ contacts }) => contacts.some((one) => one.isAnonymous && one.events.length > 0),
    ],
    [
      "contacts with several events",
      ({ contacts }) => contacts.some((one) => !one.isAnonymous && one.events.length > 2),
    ],
    [
      "contacts known by their e-mail",
      ({ contacts }) => contacts.some((one) => !one.isAnonymous && one.name.includes("@")),
    ],
  ])("often enough have %s", (_, has) => {
    const people = fc.sample(anybody, { numRuns: 200, seed: 1 });
    const found = people.filter((one) => has(whoIsWho(one.exports, inOneNight(one).asOf)));
    expect(found.length).toBeGreaterThan(20);
  });
});

function byKey(rows: readonly PlainContactRow[]) {
  const keys = new Set(rows.map((row) => JSON.stringify(keyOf(row))));
  return new Map(
    [...keys].map((key) => [key, rows.filter((row) => JSON.stringify(keyOf(row)) === key)] as const),
  );
}

function inGroup(scores: Row): Readonly<Record<string, Row>> {
  return Object.fromEntries(Object.entries(scores).map(([name, points]) => [name, { g: points }]));
}

function takenIn(nights: readonly IdentityNight[]): PlainExports {
  const events = nights.flatMap((night) => rowsOf([EVENT_HEADER, ...(night.events ?? [])]).map(eventOf));
  return {
    kinds: KINDS,
    contacts: nights.flatMap((night) =>
      (night.contacts ?? []).flatMap((file) => rowsOf(file).map(contactOf)),
    ),
    links: nights.flatMap((night) => (night.identities ?? []).flatMap(rowsOf)),
    events: [...new Map(events.map((event) => [event.id, event])).values()],
  };
}

function rowsOf(lines: readonly string[]): readonly Row[] {
  return parse(lines.join("\n"), { columns: true }) as Row[];
}

function contactOf({ plan, ...names }: Row): PlainContactRow {
  const fields = plan === undefined ? {} : { plan };
  return { keyKind: "contact_id" in names ? "contact_id" : "email", names, fields };
}

function eventOf({ event_id: id, type, at, v, ...names }: Row): PlainOwnedEvent {
  return { id: id!, source: "events", type: type!, at: instantOfText(at!, "UTC")!, names, fields: { v: v! } };
}

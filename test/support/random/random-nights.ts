// The nights of a random case: files that come one night after the other, whose rows change hands and names.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import type { RandomCase } from "./random-case.ts";

/** When and under which name rows come. */
export interface Arrivals {
  /** Nights by which an event comes, over and over for all events. */
  readonly night: readonly number[];
  /** Whether an event names its contact's device. */
  readonly byDevice: readonly boolean[];
  /** The night in which the devices are linked to their contacts. */
  readonly linkNight: number;
  /** Whose fields another contact gets in the last but one night. */
  readonly swap: boolean;
  /** Whether an event comes once more in the last night, in a newer version that names somebody else. */
  readonly changesHands: readonly boolean[];
  /** Outputs list anonymous contacts too. */
  readonly includeAnonymous: boolean;
  /** Nights that are run again with nothing new, and nights whose as-of is that of the one before. */
  readonly again: readonly boolean[];
}

export const arrivals: fc.Arbitrary<Arrivals> = fc.record({
  night: fc.array(fc.nat({ max: 5 }), { minLength: 7, maxLength: 7 }),
  byDevice: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  linkNight: fc.nat({ max: 5 }),
  swap: fc.boolean(),
  changesHands: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  includeAnonymous: fc.boolean(),
  again: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
});

export interface NightFiles {
  readonly asOf: number;
  readonly contacts: readonly string[];
  readonly identities: readonly string[];
  readonly events: readonly string[];
}

/** Writes what comes each night; every file of contacts holds all of them. */
export function writeNights(folder: string, random: RandomCase, coming: Arrivals): readonly NightFiles[] {
  const nights = [...random.nights].sort((a, b) => a - b);
  return nights.map((asOf, index) => {
    const write = (name: string, rows: readonly Readonly<Record<string, string>>[]) => {
      if (rows.length === 0) return [];
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const path = join(folder, `${name}-${index}.csv`);
      const cells = rows.map((row) => columns.map((name) => (Object.hasOwn(row, name) ? row[name]! : "")));
      writeFileSync(path, stringify([columns, ...cells]));
      return [path];
    };
    const isLinked = index === coming.linkNight % nights.length;
    return {
      asOf,
      contacts: write("contacts", contactRows(random, coming.swap && index >= nights.length - 2)),
      identities: write(
        "identities",
        isLinked ? random.contacts.map((_, i) => ({ visitor_id: `v${i}`, contact_id: `k${i}` })) : [],
      ),
      events: write("events", eventRows(random, coming, index, nights.length)),
    };
  });
}

function contactRows({ contacts }: RandomCase, isSwapped: boolean) {
  return contacts.map((_, i) => {
    const { fields } = contacts[isSwapped ? contacts.length - 1 - i : i]!;
    return { contact_id: `k${i}`, ...fields };
  });
}

function eventRows({ contacts }: RandomCase, coming: Arrivals, night: number, nights: number) {
  let count = 0;
  return contacts.flatMap(({ events }, i) =>
    events.flatMap(({ id, type, at, fields }) => {
      const arrival = coming.night[count++ % coming.night.length]! % nights;
      const changesHands = coming.changesHands[count % coming.changesHands.length] === true;
      const isLast = night === nights - 1;
      if (arrival !== night && !(isLast && changesHands)) return [];
      const owner = arrival === night ? i : (i + 1) % contacts.length;
      const isByDevice = coming.byDevice[count % coming.byDevice.length] === (arrival === night);
      const who = isByDevice
        ? { contact_id: "", visitor_id: `v${owner}` }
        : { contact_id: `k${owner}`, visitor_id: "" };
      return [{ event_id: `${i}:${id}`, ...who, type, at: new Date(at).toISOString(), ...fields }];
    }),
  );
}

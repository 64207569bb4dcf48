// Random event selectors.

import fc from "fast-check";
import type { RawOccurrence, RawSelector, RawSequence } from "../reference/raw-rulebook.ts";
import { day, defined, duration, EVENT_FIELDS, type Field, maybe, rarely, TYPE_PATTERNS } from "./pools.ts";
import { countTest, testOf } from "./random-tests.ts";

const types = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TYPE_PATTERNS, "purchase", "page_view", "*", "*") },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...TYPE_PATTERNS), { minLength: 1, maxLength: 2 }) },
);

const fieldTest = fc.oneof(
  ...EVENT_FIELDS.map(({ name, kind }: Field) => testOf(kind).map((test) => [name, test] as const)),
);

const where = fc
  .array(fieldTest, { minLength: 1, maxLength: 2 })
  .map((tests): NonNullable<RawSelector["where"]> => Object.fromEntries(tests));

const fieldName = fc.constantFrom(...EVENT_FIELDS.map(({ name }) => name));

const sequenceParts = {
  event: types,
  where: rarely(where),
  same: maybe(fc.oneof(fieldName, fc.uniqueArray(fieldName, { minLength: 1, maxLength: 2 }))),
};

const sequence: fc.Arbitrary<RawSequence> = fc
  .record({ ...sequenceParts, within: maybe(duration) })
  .map((parts) => defined(parts));
const timedSequence: fc.Arbitrary<RawSequence> = fc
  .record({ ...sequenceParts, within: duration })
  .map((parts) => defined(parts));

const days = fc.oneof(
  day.map((since) => ({ since })),
  day.map((until) => ({ until })),
  fc.tuple(day, day).map((both) => ({ since: both.toSorted()[0]!, until: both.toSorted()[1]! })),
);

const sequences = fc.oneof(
  sequence.map((followed_by) => ({ followed_by })),
  timedSequence.map((not_followed_by) => ({ not_followed_by })),
  sequence.map((preceded_by) => ({ preceded_by })),
  sequence.map((not_preceded_by) => ({ not_preceded_by })),
  fc
    .tuple(timedSequence, sequence)
    .map(([not_followed_by, preceded_by]) => ({ not_followed_by, preceded_by })),
);

export const selector: fc.Arbitrary<RawSelector> = fc
  .tuple(
    fc.record({ event: types, where: rarely(where), within: rarely(duration) }),
    rarely(days),
    maybe(sequences),
  )
  .map(([plain, stretch, around]) => defined({ ...plain, ...stretch, ...around }));

export const occurrence: fc.Arbitrary<RawOccurrence> = fc
  .tuple(selector, maybe(countTest))
  .map(([found, times]) => defined({ ...found, times }));

/** One that finds many events. */
export const wideSelector: fc.Arbitrary<RawSelector> = fc
  .record({ event: fc.constantFrom("*", "purchase", "p*"), where: rarely(where) })
  .map((parts) => defined(parts));

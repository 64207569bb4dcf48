// Random conditions.

import fc from "fast-check";
import type { RawCondition, RawTest } from "../reference/raw-rulebook.ts";
import { CONTACT_FIELDS, defined, index, longDuration, maybe, pick } from "./pools.ts";
import { occurrence, wideSelector } from "./random-selectors.ts";
import { scoreTest, testOf } from "./random-tests.ts";
import type { ConditionSketch, EntrySketch, Reference, Sight } from "./sketch.ts";

type TestSketch = Extract<EntrySketch, { kind: "test" }>;

const test: fc.Arbitrary<EntrySketch> = fc.record({
  kind: fc.constant("test" as const),
  of: fc.constantFrom<Reference>(
    "field",
    "trait",
    "score",
    "band",
    "class",
    "stage",
    "segment",
    "label",
    "score",
  ),
  at: index,
  value: index,
  form: fc.constantFrom("is", "not", "list", "exists"),
  prefixed: fc.boolean(),
  tests: fc.record({
    text: testOf("text"),
    number: testOf("number"),
    date: testOf("date"),
    boolean: testOf("boolean"),
  }),
  score: scoreTest,
});

const did: fc.Arbitrary<EntrySketch> = fc.record({
  kind: fc.constantFrom("did" as const, "did_not" as const),
  occurrence,
});

const { condition: anyCondition } = fc.letrec<{ condition: ConditionSketch; entry: EntrySketch }>((tie) => ({
  condition: fc.array(tie("entry"), { minLength: 1, maxLength: 2 }),
  entry: fc.oneof(
    { maxDepth: 2, depthIdentifier: "conditions" },
    { weight: 5, arbitrary: test },
    { weight: 2, arbitrary: did },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom("any" as const, "all" as const, "none" as const),
        of: fc.array(tie("condition"), { minLength: 1, maxLength: 2 }),
      }),
    },
  ),
}));

export const condition: fc.Arbitrary<ConditionSketch> = anyCondition;

/** One that most contacts meet one day, and many no longer some time later. */
export const easyCondition: fc.Arbitrary<ConditionSketch> = fc
  .tuple(wideSelector, fc.integer({ min: 1, max: 3 }), maybe(longDuration, 4))
  .map(([selector, times, within]) => [
    { kind: "did", occurrence: defined({ ...selector, within, times: { at_least: times } }) },
  ]);

export function conditionFrom(sketch: ConditionSketch, sight: Sight): RawCondition {
  return Object.fromEntries(sketch.map((entry) => entryFrom(entry, sight)));
}

function entryFrom(entry: EntrySketch, sight: Sight): [string, RawCondition[string]] {
  switch (entry.kind) {
    case "did":
    case "did_not":
      return [entry.kind, entry.occurrence];
    case "test":
      return testFrom(entry, sight);
    default:
      return [entry.kind, entry.of.map((one) => conditionFrom(one, sight))];
  }
}

/** What is not there to be named becomes a contact field. */
function testFrom(entry: TestSketch, sight: Sight): [string, RawTest] {
  const { at, score, tests } = entry;
  switch (entry.of) {
    case "trait": {
      if (sight.traits.length === 0) break;
      const { id, kind } = pick(sight.traits, at);
      return [id, tests[kind]];
    }
    case "score":
      if (sight.groups.length === 0) break;
      return [`score.${pick(sight.groups, at).id}`, score];
    case "band":
      return namedFrom(
        entry,
        sight,
        "band",
        sight.groups.map(({ id, bands }) => ({ id, values: bands })),
      );
    case "class":
      return namedFrom(entry, sight, "class", sight.classes);
    case "stage":
      if (sight.stages.length === 0) break;
      return ["stage", nameTest(entry, sight.stages)];
    case "segment":
      return memberFrom(entry, sight, "segment", sight.segments);
    case "label":
      return memberFrom(entry, sight, "label", sight.labels);
    case "field": {
      const { name, kind } = pick(CONTACT_FIELDS, at);
      return [entry.prefixed ? `field.${name}` : name, tests[kind]];
    }
    default:
      entry.of satisfies never;
  }
  return testFrom({ ...entry, of: "field" }, sight);
}

function namedFrom(
  entry: TestSketch,
  sight: Sight,
  kind: string,
  named: readonly { readonly id: string; readonly values: readonly string[] }[],
): [string, RawTest] {
  const possible = named.filter(({ values }) => values.length > 0);
  if (possible.length === 0) return testFrom({ ...entry, of: "field" }, sight);
  const { id, values } = pick(possible, entry.at);
  return [`${kind}.${id}`, nameTest(entry, values)];
}

function nameTest({ form, value, prefixed }: TestSketch, values: readonly string[]): RawTest {
  const one = pick(values, value);
  switch (form) {
    case "is":
      return prefixed ? one.toUpperCase() : one;
    case "not":
      return { not: one };
    case "list":
      return [one, pick(values, value + 1)];
    case "exists":
      return { exists: prefixed };
    default:
      return form satisfies never;
  }
}

function memberFrom(
  entry: TestSketch,
  sight: Sight,
  kind: string,
  ids: readonly string[],
): [string, RawTest] {
  if (ids.length === 0) return testFrom({ ...entry, of: "field" }, sight);
  const yes = entry.prefixed;
  return [`${kind}.${pick(ids, entry.at)}`, entry.form === "not" ? { not: yes } : yes];
}

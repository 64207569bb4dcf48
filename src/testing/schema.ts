// The shape of a test file: validation and the JSON Schema for editors come from here.

import { z } from "zod";
import type { Expectation } from "../diagnostics/expectations.ts";
import { ACTION_KINDS } from "../rulebook/model.ts";
import {
  byName,
  choice,
  count,
  duration,
  expects,
  filledList,
  filledText,
  map,
  number,
  oneOrMany,
  text,
} from "../rulebook/schema/common.ts";
import { literal } from "../rulebook/schema/tests.ts";

/** Of one event: a test file of real rows would be no test; so many still make a rule reach its limit. */
export const MOST_REPEATS = 10_000;

const contactName = z.union([filledText, z.number(expects("contactName"))], expects("contactName"));
const list = <T extends z.ZodType>(expected: Expectation, item: T) => z.array(item, expects(expected));

const contactRow = z.record(text, literal, expects("contactRow"));

const eventRow = z
  .object(
    {
      contact: contactName.optional(),
      type: filledText,
      at: z.string(expects("eventTime")),
      event_id: literal.optional(),
      repeat: z
        .int(expects("repeat"))
        .min(2, expects("repeat"))
        .max(MOST_REPEATS, expects("repeat"))
        .optional(),
      every: duration.optional(),
      fields: byName("fields", literal).optional(),
    },
    expects("eventRow"),
  )
  .catchall(literal);

const rows = {
  contacts: list("contactRows", contactRow).optional(),
  events: list("eventRows", eventRow).optional(),
  contacts_file: oneOrMany("dataFiles", filledText).optional(),
  identities_file: oneOrMany("dataFiles", filledText).optional(),
  events_file: oneOrMany("dataFiles", filledText).optional(),
};

const award = map("expectedAward", {
  group: text.optional(),
  times: z.int(expects("atLeastZero")).min(0, expects("atLeastZero")).optional(),
  points: number.optional(),
});

const action = map("expectedAction", {
  contact: contactName,
  trigger: text,
  kind: choice(ACTION_KINDS).optional(),
  target: text.optional(),
  with: byName("parameters", literal).optional(),
  n: count.optional(),
});

const contacts = list("expectedContacts", contactName);

const expectation = map("expectation", {
  scores: byName("expectedScores", byName("expectedScores", number)).optional(),
  awards: byName("expectedAwards", byName("expectedAwards", award)).optional(),
  bands: byName("expectedNames", byName("expectedNames", text)).optional(),
  classes: byName("expectedNames", byName("expectedNames", text)).optional(),
  stages: byName("expectedStages", text).optional(),
  segments: byName("expectedMembers", contacts).optional(),
  labels: byName("expectedMembers", contacts).optional(),
  actions: list("expectedActions", action).optional(),
  excluded: contacts.optional(),
});

const asOf = z.string(expects("asOf"));

const run = map("testRun", { as_of: asOf, ...rows, expect: expectation.optional() });

const testCase = map("testCase", {
  name: filledText,
  as_of: asOf.optional(),
  ...rows,
  expect: expectation.optional(),
  runs: filledList("testRuns", run).optional(),
});

export const testFileSchema = map("testFile", {
  rulebook: z.string(expects("rulebookPath")).min(1, expects("rulebookPath")),
  as_of: asOf.optional(),
  tests: filledList("testCases", testCase),
});

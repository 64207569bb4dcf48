// Every message of a test file's problems that a rulebook cannot have. Worded as those in messages.ts.

import { expectations } from "./expectations.ts";
import { didYouMean, known, oneOf, word } from "./message-pieces.ts";
import { quoted } from "./quote.ts";

export const testMessages = {
  // The file
  "test-file-too-large": (bytes: number) =>
    word(`the test file has ${bytes} bytes; it may have at most 1000000`, "split it into several files"),
  "empty-test-file": () =>
    word("the file holds no tests", 'start with "rulebook: ../my-shop.yaml", then "as_of" and "tests"'),
  "second-test-document": () =>
    word(
      "a second YAML document starts here; expected one list of tests per file",
      'remove the "---" or split the file',
    ),
  "rulebook-unreadable": (path: string, why: string) =>
    word(`the rulebook ${quoted(path)} ${why}`, "the path is relative to the test file"),
  "test-named-twice": (name: string, line: number) =>
    word(`a test named ${quoted(name)} is on line ${line} already`, "give one of the two another name"),

  // Runs
  "missing-as-of": (place: string) =>
    word(
      `${place} has no "as_of", and the file has none for all tests`,
      'add "as_of: 2026-03-01": the day or time that the run takes for now',
    ),
  "bad-as-of": (value: string, place: string) =>
    word(`"as_of" of ${place} is ${value}; expected ${expectations.asOf}`, undefined),
  "runs-go-back": (place: string, line: number) =>
    word(
      `${place} is as of a time before the run on line ${line}`,
      "runs go forward in time: sort them by as_of",
    ),
  "only-without-runs": (key: string, place: string) =>
    word(
      `${place} has both ${quoted(key)} and "runs"`,
      `move ${quoted(key)} into one of the runs; each run has its own`,
    ),
  "nothing-expected": (place: string) =>
    word(
      `${place} expects nothing`,
      'add "expect" with what must hold, such as {scores: {ada: {engagement: 15}}}',
    ),

  // Rows
  "contact-without-key": (place: string) =>
    word(`${place} has no key`, 'add "contact_id", or "id" or "email" where the exports have that as key'),
  "contact-twice": (name: string, place: string, line: number) =>
    word(
      `${place} is ${quoted(name)}, which is on line ${line} already`,
      "write all fields of a contact in one row",
    ),
  "field-twice": (first: string, second: string, place: string, field: string) =>
    word(
      `${quoted(first)} and ${quoted(second)} of ${place} are the same field ${quoted(field)}`,
      "keep one of the two",
    ),
  "bad-event-time": (value: string, place: string, suggestion: string | undefined) =>
    word(
      `"at" of ${place} is ${value}; expected ${expectations.eventTime}`,
      suggestion === undefined ? undefined : `write ${quoted(suggestion)}`,
    ),
  "repeat-and-every": (there: string, missing: string, place: string) =>
    word(
      `${place} has ${quoted(there)}, but no ${quoted(missing)}`,
      "write both, such as {repeat: 2, every: 1 day}: two events, the second a day before the first",
    ),
  "repeated-event-id": (place: string) =>
    word(
      `${place} has "event_id" and "repeat", but events of one id are one event`,
      'leave out "event_id", or write the events one by one',
    ),
  "blank-event": (key: string, place: string) =>
    word(`${quoted(key)} of ${place} is blank`, `write a value, or leave the event out`),
  "event-of-nobody": (place: string, names: readonly string[], suggestion: string | undefined) =>
    word(
      `${place} does not say whose it is; expected ${oneOf(names)}`,
      didYouMean(suggestion) ??
        'name one of the contacts, such as "contact: ada", or an identity of somebody',
    ),
  "unreadable-data": (message: string) => word(message, "the path is relative to the test file"),
  "rejected-row": (place: string, message: string) =>
    word(`${place} cannot be read: ${message}`, "mend the row: a test takes a file whole or not at all"),

  "failed-test": (name: string, differences: string) => `test ${quoted(name)} failed: ${differences}`,

  // Names
  "unknown-contact": (
    name: string,
    place: string,
    names: readonly string[],
    suggestion: string | undefined,
  ) =>
    word(
      `${place} names the contact ${quoted(name)}, which is not there; ${names.length === 0 ? "the test has no contacts" : `expected ${oneOf(names)}`}`,
      didYouMean(suggestion),
    ),
  "unknown-rule": (id: string, place: string, names: readonly string[], suggestion: string | undefined) =>
    word(
      `${place} names the rule ${quoted(id)}, which does not exist; ${known("rules", names)}`,
      didYouMean(suggestion),
    ),
  "unknown-trigger": (id: string, place: string, names: readonly string[], suggestion: string | undefined) =>
    word(
      `${place} names the trigger ${quoted(id)}, which does not exist; ${known("triggers", names)}`,
      didYouMean(suggestion),
    ),
  "not-fed-by-rule": (rule: string, group: string, groups: readonly string[]) =>
    word(`the rule ${quoted(rule)} does not feed the group ${quoted(group)}; expected ${oneOf(groups)}`),
} as const;

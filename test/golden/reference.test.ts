// The reference evaluator is held to the acceptance cases too: what it is compared with must be right itself.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { fieldName } from "../../src/values/text.ts";
import { rawOfYaml } from "../support/raw-rulebook-file.ts";
import type { PlainEvent } from "../support/reference/events.ts";
import type { RawRulebook } from "../support/reference/raw-rulebook.ts";
import { endOfDay, instantOfText } from "../support/reference/time.ts";
import {
  NEW_CONTACT,
  type PlainEvaluation,
  type PlainState,
  referenceEvaluate,
  stateAfter,
} from "../support/reference-evaluator.ts";

type Row = Readonly<Record<string, string>>;

interface Night {
  readonly as_of: string;
  readonly contacts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const HERE = import.meta.dirname;
/** Who an event belongs to is not the evaluator's to find out. */
const CASES = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !existsSync(join(HERE, entry.name, "identities.csv")))
  .map(({ name }) => name);

describe.each(CASES)("%s", (name) => {
  const read = (file: string) => readFileSync(join(HERE, name, file), "utf8");
  const rulebook = rawOfYaml(read("rulebook.yaml"));
  const zone = rulebook.timezone ?? "UTC";
  const contacts = rowsOf(read("contacts.csv"));
  // The same event id is the same event.
  const events = [...new Map(rowsOf(read("events.csv")).map((row) => [row["event_id"], row])).values()];
  const states = new Map<string, PlainState>();

  const scoreNight = (asOf: number) =>
    Object.fromEntries(
      contacts.flatMap((fields) => {
        const id = fields["contact_id"]!;
        const own = events.filter((row) => row["contact_id"] === id).map((row) => eventOf(row, zone));
        const previous = states.get(id) ?? NEW_CONTACT;
        const evaluation = referenceEvaluate(rulebook, { fields, events: own, previous }, asOf);
        states.set(id, stateAfter(rulebook, previous, evaluation));
        return evaluation.kind !== "scored" ? [] : [[id, describeStanding(evaluation)]];
      }),
    );

  test.each(JSON.parse(read("expected.json")) as readonly Night[])("as of $as_of", (night) => {
    expect(scoreNight(asOfIn(night.as_of, rulebook))).toEqual(night.contacts);
  });
});

function rowsOf(csv: string): readonly Row[] {
  const rows = parse(csv, { columns: (names: string[]) => names.map(fieldName) }) as Row[];
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, text]) => text.trim() !== "")));
}

function eventOf(row: Row, zone: string): PlainEvent {
  const { event_id: id, type, occurred_at: at, ...fields } = row;
  return { id: id!, type: type!, at: instantOfText(at!, zone)!, fields };
}

function asOfIn(text: string, { timezone: zone = "UTC" }: RawRulebook): number {
  return text.length === 10 ? endOfDay(text, zone) - 1 : instantOfText(text, zone)!;
}

function describeStanding(found: Extract<PlainEvaluation, { kind: "scored" }>) {
  const awards: Record<string, Record<string, unknown>> = {};
  for (const { group, rule, times, points } of found.awards) {
    awards[group] = { ...awards[group], [rule]: { times, points } };
  }
  return {
    scores: Object.fromEntries(found.scores.map(({ group, points }) => [group, points])),
    bands: Object.fromEntries(found.scores.flatMap(({ group, band }) => (band ? [[group, band]] : []))),
    classes: Object.fromEntries(found.classes.map((lies) => [lies.class, lies.value])),
    stage: found.stage?.stage ?? null,
    segments: found.segments.toSorted(),
    labels: found.labels.toSorted(),
    actions: found.firings.flatMap(({ trigger, number, actions }) =>
      actions.map(({ kind, target }) => ({ trigger, kind, target, n: number })),
    ),
    awards,
  };
}

// The references, for scores and for identities, are held to the acceptance cases too: what the program is compared with
// must be right itself.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { fieldName } from "../../src/values/text.ts";
import { rawOfYaml } from "../support/raw-rulebook-file.ts";
import { whoIsWho } from "../support/reference/identities.ts";
import type {
  PlainContactRow,
  PlainExports,
  PlainNames,
  PlainOwnedEvent,
} from "../support/reference/identity-rows.ts";
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
const CASES = readdirSync(HERE, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const KINDS = ["contact_id", "email", "visitor_id"];

describe.each(CASES)("%s", (name) => {
  const read = (file: string) => readFileSync(join(HERE, name, file), "utf8");
  const rulebook = rawOfYaml(read("rulebook.yaml"));
  const zone = rulebook.timezone ?? "UTC";
  const exports: PlainExports = {
    kinds: KINDS,
    contacts: rowsOf(read("contacts.csv")).map(contactRowOf),
    links: existsSync(join(HERE, name, "identities.csv")) ? rowsOf(read("identities.csv")) : [],
    // The same event id is the same event.
    events: [...new Map(rowsOf(read("events.csv")).map((row) => [row["event_id"], row])).values()].map(
      (row) => eventOf(row, zone),
    ),
  };
  const states = new Map<string, PlainState>();

  const scoreNight = (asOf: number) => {
    const known = whoIsWho(exports, asOf).contacts.filter(({ isAnonymous }) => !isAnonymous);
    return Object.fromEntries(
      known.flatMap(({ name: id, fields, events }) => {
        const previous = states.get(id) ?? NEW_CONTACT;
        const evaluation = referenceEvaluate(rulebook, { fields, events, previous }, asOf);
        states.set(id, stateAfter(rulebook, previous, evaluation));
        return evaluation.kind !== "scored" ? [] : [[id, describeStanding(evaluation)]];
      }),
    );
  };

  test.each(JSON.parse(read("expected.json")) as readonly Night[])("as of $as_of", (night) => {
    expect(scoreNight(asOfIn(night.as_of, rulebook))).toEqual(night.contacts);
  });
});

function rowsOf(csv: string): readonly Row[] {
  return parse(csv, { columns: (names: string[]) => names.map(fieldName) }) as Row[];
}

function contactRowOf(row: Row): PlainContactRow {
  return { keyKind: "contact_id", names: namesIn(row), fields: row };
}

function eventOf(row: Row, zone: string): PlainOwnedEvent {
  const { event_id: id, type, occurred_at: at, ...fields } = row;
  const filled = Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim() !== ""));
  const instant = instantOfText(at!, zone)!;
  return { id: id!, source: "events", type: type!, at: instant, names: namesIn(row), fields: filled };
}

function namesIn(row: Row): PlainNames {
  return Object.fromEntries(Object.entries(row).filter(([column]) => KINDS.includes(column)));
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

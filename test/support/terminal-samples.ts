// What pages show: a run, the highest scores, runs, a comparison and an explanation, with names of any kind.

import type { DoneRun } from "../../src/cli/facts/done-run.ts";
import type { ExplainedContact } from "../../src/cli/facts/explained-contact.ts";
import type { RunBefore } from "../../src/cli/facts/run-before.ts";
import type { ShownRun } from "../../src/cli/facts/shown-run.ts";
import type { RulebookDifference } from "../../src/diff/diff-rulebooks.ts";
import { explainHistory } from "../../src/evaluate/explain/explain-history.ts";
import type { InputSummary, RunSummary } from "../../src/output/run-summary.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import type { TopContact } from "../../src/store/model.ts";
import { parseAsOf } from "../../src/values/as-of.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { parseDecimal } from "../../src/values/decimal.ts";
import { historyOf, rulebookOf, type TestEvent } from "./evaluate-yaml.ts";

const utc = createCalendar("UTC");
export const points = (text: string) => parseDecimal(text)!;
const asOf = (text: string) => parseAsOf(text, utc)!;

/** `title` stands wherever an author may write one. */
export function shopOf(title: string): Rulebook {
  return rulebookOf(`
rulebook: shop
groups:
  engagement: {title: ${JSON.stringify(title)}, max: 60, bands: {hot: {at_least: 50}, warm: {at_least: 20}, cold: {}}}
  priority: {sum: {engagement: 0.5}}
rules:
  opened: {group: engagement, event: email_open, points: 5, limit: {times: 1, per: day}}
  visited-pricing: {group: engagement, event: page_view, points: 8.25, decay: {half_life: 30 days}}
  big-spender: {group: engagement, when: {spent: {at_least: 100}}, points: 30, note: ${JSON.stringify(title)}}
  webinar: {group: engagement, event: webinar, points: 20}
segments: {engaged: {title: ${JSON.stringify(title)}, when: {score.engagement: {above: 0}}}}
labels: {vip: {}}
triggers: {nurture: {when: {band.engagement: hot}, do: [{email: nurture}]}, call: {when: {band.engagement: warm}, do: [{email: call}]}}
`);
}

export const SHOP = shopOf("How keen they are");

function inputOf(path: string, more: Partial<InputSummary>): InputSummary {
  const counts = { duplicates: 0, rejected: 0, replaced: 0, forgotten: 0 };
  const notes = { skipped_times: 0, repeated_times: 0, rounded_numbers: 0, skipped: false };
  return {
    ...{ path, kind: "events", source: "events", sha256: "", bytes: 1, rows: 0, accepted: 0 },
    ...counts,
    ...notes,
    ...more,
  };
}

function summaryOf(bands: readonly [number, number, number], path: string): RunSummary {
  const [hot, warm, cold] = bands;
  const scored = hot + warm + cold;
  return {
    inputs: [
      inputOf(path, { rows: 1250, accepted: 1200, duplicates: 38, rejected: 12 }),
      inputOf("exports/contacts.csv", { skipped: true }),
    ],
    totals: {
      contacts: scored + 1,
      excluded: 1,
      retired: 0,
      anonymous: 0,
      scored,
      events: 7423,
      events_without_contact: 2,
    },
    rules: [],
    groups: [
      {
        ...{ group: "engagement", contacts: scored, without_band: 0 },
        bands: [
          { band: "hot", contacts: hot },
          { band: "warm", contacts: warm },
          { band: "cold", contacts: cold },
        ],
      },
      { group: "priority", contacts: scored, bands: [], without_band: 0 },
    ],
    segments: [{ segment: "engaged", contacts: hot + warm }],
    labels: [{ label: "vip", contacts: 0 }],
    triggers: [
      { trigger: "nurture", firings: hot },
      { trigger: "call", firings: 0 },
    ],
    conflicts: 0,
    incomplete_sources: [],
  };
}

export function doneRun(path = "exports/events-2026-03-01.csv"): DoneRun {
  const summary = summaryOf([12, 140, 848], path);
  return { kind: "done", runId: 5, asOf: asOf("2026-03-01"), summary, repeated: false };
}

export const RUN_BEFORE: RunBefore = {
  run: 4,
  asOf: "2026-02-28",
  summary: summaryOf([10, 141, 849], ""),
  moved: 3,
};

export function topContacts(names: readonly string[]): readonly TopContact[] {
  const scores = ["60", "33.5", "12.125", "0", "-4"];
  const bands = ["hot", "warm", "cold", "cold", "cold"];
  return names.map((name, index) => ({
    ...{ contactId: name, written: name, email: `${name}@example.org` },
    points: points(scores[index % scores.length]!),
    band: bands[index % bands.length],
  }));
}

export function shownRun(run: number, figures: Partial<ShownRun>): ShownRun {
  return {
    ...{ run: String(run), asOf: `2026-03-${String(run).padStart(2, "0")}`, rulebook: "shop 26af283" },
    ...{ contacts: 1000, moved: 0, fired: 0, triggers: [], isWritten: true },
    ...figures,
  };
}

export function differenceOf(name: string): RulebookDifference {
  const plan = { rulebook: SHOP, asOf: asOf("2026-03-01") };
  const location = { file: `${name}.yaml`, line: 12, column: 1 } as const;
  return {
    ...{ before: plan, after: plan },
    changes: [
      {
        ...{ kind: "rule", id: "opened", change: "changed", before: location, after: location },
        details: [{ key: "points", before: "5", after: "10" }],
      },
    ] as unknown as RulebookDifference["changes"],
    totals: {
      ...{ contacts: 1000, moved: 152, entered: 0, left: 1 },
      groups: [
        { group: "engagement", up: 150, down: 2 },
        { group: "priority", up: 0, down: 0 },
      ],
      places: [
        { kind: "band", name: "engagement", value: "hot", before: 12, after: 20, entered: 8, left: 0 },
        { kind: "band", name: "engagement", value: "warm", before: 140, after: 132, entered: 0, left: 8 },
        { kind: "segment", name: "engaged", value: "member", before: 152, after: 153, entered: 1, left: 0 },
        { kind: "label", name: "vip", value: "member", before: 5, after: 5, entered: 0, left: 0 },
      ],
      actions: [
        {
          ...{ trigger: "nurture", kind: "email", target: name },
          ...{ before: 12, after: 20, added: 8, removed: 0, altered: 12 },
        },
      ],
      overruns: { before: [], after: [{ trigger: "nurture", firings: 20, atMost: 15 }] },
    },
    movers: [
      {
        ...{ contactId: name, written: name, email: `${name}@example.org` },
        moves: {
          listing: "kept",
          scores: [
            {
              ...{ group: "engagement", before: points("19.5"), after: points("44.5"), rest: points("-5") },
              rules: [{ rule: "opened", before: points("15"), after: points("45") }],
            },
          ],
          places: [{ kind: "band", name: "engagement", before: "cold", after: "warm" }],
          actions: [],
        },
      },
    ],
  };
}

const EVENTS: readonly TestEvent[] = [
  { type: "email_open", at: "2026-02-24T08:00" },
  { type: "email_open", at: "2026-02-25T08:00" },
  { type: "email_open", at: "2026-02-25T19:00" },
  { type: "page_view", at: "2026-01-30T12:00" },
];

export function explainedContact(name: string): ExplainedContact {
  const rulebook = shopOf(name);
  const at = asOf("2026-03-01");
  const history = historyOf(rulebook, {
    fields: { spent: "120" },
    events: EVENTS.map((event, index) => ({ ...event, id: `${name}${index}` })),
  });
  return {
    ...{ rulebook, asOf: at, explanation: explainHistory(rulebook, history, at) },
    eventTimes: history.events.map((event) => event.at),
    standing: {
      contactId: name,
      written: name,
      email: `${name}@example.org`,
      isRetired: false,
      memberships: [],
    },
    memberships: [{ kind: "segment", name: "engaged", since: asOf("2026-02-25") }],
    identities: [
      {
        ...{ kind: "visitor_id", value: name, evidence: "seen", at: asOf("2026-02-23") },
        with: { kind: "contact_id", value: name },
      },
    ] as unknown as ExplainedContact["identities"],
    ...{
      laterIdentities: [],
      notKnown: ["fields are those of the last import: what they were then is not kept"],
    },
  };
}

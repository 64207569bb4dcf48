// Evaluates one contact with a rulebook written in a test.

import { compileRulebook } from "../../src/evaluate/compile-rulebook.ts";
import type { Fields, History, PreviousState, ScoredContact } from "../../src/evaluate/history.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { parseRulebook } from "../../src/rulebook/parse.ts";
import { parseAsOf } from "../../src/values/as-of.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { parseWrittenTime } from "../../src/values/date-text.ts";
import { formatDecimal } from "../../src/values/decimal.ts";
import { compareText } from "../../src/values/text.ts";

export const NO_PREVIOUS: PreviousState = {
  segments: new Set(),
  labels: new Set(),
  triggers: new Map(),
  stage: undefined,
  knownTriggers: new Set(),
};

/** `at` as an export would write it; without `id` events are e1, e2 … in the order given. */
export interface TestEvent {
  readonly id?: string;
  readonly type: string;
  readonly at: string;
  readonly fields?: Fields;
}

export interface TestContact {
  readonly fields?: Fields;
  readonly events?: readonly TestEvent[];
  readonly previous?: Partial<PreviousState>;
}

/** Throws with the problems found where the rulebook is not fine. */
export function rulebookOf(yaml: string): Rulebook {
  const result = parseRulebook({ name: "test.yaml", text: yaml });
  if (result.kind === "loaded") return result.rulebook;
  throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
}

export function historyOf(rulebook: Rulebook, contact: TestContact): History {
  const calendar = createCalendar(rulebook.timezone);
  const events = (contact.events ?? []).map((event, index) => ({
    id: event.id ?? `e${index + 1}`,
    type: event.type,
    at: calendar.resolve(parseWrittenTime(event.at)!).at,
    fields: event.fields ?? {},
  }));
  return {
    contactId: "ada",
    fields: contact.fields ?? {},
    events: events.sort((a, b) => a.at - b.at || compareText(a.id, b.id)),
    previous: { ...NO_PREVIOUS, ...contact.previous },
  };
}

/** Throws for a contact that the rulebook excludes. */
export function evaluateContact(rulebook: Rulebook, contact: TestContact, asOf: string): ScoredContact {
  const instant = parseAsOf(asOf, createCalendar(rulebook.timezone))!;
  const evaluation = compileRulebook(rulebook)(historyOf(rulebook, contact), instant);
  if (evaluation.kind === "excluded") throw new Error("excluded");
  return evaluation;
}

/** What a run leaves for the next one. */
export function nextState(rulebook: Rulebook, evaluation: ScoredContact): PreviousState {
  return {
    segments: new Set(evaluation.segments),
    labels: new Set(evaluation.labels),
    triggers: evaluation.triggers,
    stage: evaluation.stage,
    knownTriggers: new Set(rulebook.triggers.map(({ id }) => id)),
  };
}

/** Awards as "rule times points", scores as texts: short enough to write into a table. */
export function summarise(evaluation: ScoredContact) {
  return {
    awards: evaluation.awards.map(({ rule, times, points }) => `${rule} ${times} ${formatDecimal(points)}`),
    scores: Object.fromEntries(evaluation.scores.map(({ group, points }) => [group, formatDecimal(points)])),
  };
}

// The one evaluator: what a rulebook means is decided here and below, and nowhere else.

import type { Collection, Rulebook } from "../rulebook/model.ts";
import { type Calendar, createCalendar, type Instant } from "../values/calendar.ts";
import { applyMembershipActions } from "./actions.ts";
import type { ContactState } from "./contact-state.ts";
import type { Award, Evaluation, History, ScoredContact } from "./history.ts";
import { compileSteps, takeSteps } from "./steps.ts";
import type { TriggersOutcome } from "./triggers.ts";

export type Evaluate = (history: History, asOf: Instant) => Evaluation;

/**
 * Turns a rulebook into a pure function from one contact's history and an as-of to everything that follows.
 * Windows are worked out once per as-of; calls with the same as-of in a row are cheap.
 */
export function compileRulebook(rulebook: Rulebook): Evaluate {
  const calendar = createCalendar(rulebook.timezone);
  let current: { readonly asOf: Instant; readonly evaluate: EvaluateContact } | undefined;
  return (history, asOf) => {
    if (current?.asOf !== asOf) current = { asOf, evaluate: compileAt(rulebook, asOf, calendar) };
    return current.evaluate(history);
  };
}

type EvaluateContact = (history: History) => Evaluation;

function compileAt(rulebook: Rulebook, asOf: Instant, calendar: Calendar): EvaluateContact {
  const steps = compileSteps(rulebook, { asOf, calendar });
  return (history) => {
    const outcome = takeSteps(steps, history);
    if (outcome.kind === "excluded") return { kind: "excluded", dueAt: asOf };
    applyMembershipActions(outcome.state, outcome.triggers.firings);
    return { ...describe(rulebook, outcome.state, outcome.awards, outcome.triggers), dueAt: asOf };
  };
}

function describe(
  rulebook: Rulebook,
  state: ContactState,
  awards: readonly Award[],
  { firings, triggers }: TriggersOutcome,
): Omit<ScoredContact, "dueAt"> {
  return {
    kind: "scored",
    awards,
    scores: rulebook.groups.map(({ id }) => ({
      group: id,
      points: state.scores.get(id)!,
      band: state.bands.get(id),
    })),
    classes: [...state.classes].map(([id, value]) => ({ class: id, value })),
    stage: state.stage,
    segments: inRulebookOrder(rulebook.segments, state.segments),
    labels: inRulebookOrder(rulebook.labels, state.labels),
    firings,
    triggers,
  };
}

function inRulebookOrder(
  collections: readonly Collection[],
  members: ReadonlySet<string>,
): readonly string[] {
  return collections.filter(({ id }) => members.has(id)).map(({ id }) => id);
}

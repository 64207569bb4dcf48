// The one evaluator: what a rulebook means is decided here and below, and nowhere else.

import type { Collection, Rulebook } from "../rulebook/model.ts";
import { type Calendar, createCalendar, type Instant } from "../values/calendar.ts";
import { applyMembershipActions } from "./actions.ts";
import type { ContactState } from "./contact-state.ts";
import type { Evaluation, History, ScoredContact } from "./history.ts";
import { compileHasMoved } from "./memberships.ts";
import { createMoment } from "./moment.ts";
import { compileSteps, type ScoredOutcome, takeSteps } from "./steps.ts";

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
  const moment = createMoment(asOf, calendar);
  const steps = compileSteps(rulebook, moment);
  const hasMoved = compileHasMoved(rulebook.segments, rulebook.labels);
  return (history) => {
    moment.due.begin();
    const outcome = takeSteps(steps, history);
    if (outcome.kind === "excluded") return { kind: "excluded", dueAt: moment.due.earliest() };
    const { state, triggers } = outcome;
    applyMembershipActions(state, triggers.firings);
    const leavesAnother = triggers.isChanged || isStageChanged(state) || hasMoved(state);
    const dueAt = leavesAnother ? asOf : moment.due.earliest();
    return describe(rulebook, outcome, dueAt);
  };
}

function isStageChanged({ stage, previous }: ContactState): boolean {
  return stage?.stage !== previous.stage?.stage || stage?.since !== previous.stage?.since;
}

function describe(
  rulebook: Rulebook,
  { state, awards, triggers: { firings, triggers } }: ScoredOutcome,
  dueAt: Instant | undefined,
): ScoredContact {
  return {
    kind: "scored",
    dueAt,
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

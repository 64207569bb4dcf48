// The one evaluator: what a rulebook means is decided here and below, and nowhere else.

import { isDeepStrictEqual } from "node:util";
import type { Collection, Rulebook } from "../rulebook/model.ts";
import { type Calendar, createCalendar, type Instant } from "../values/calendar.ts";
import { applyMembershipActions } from "./actions.ts";
import type { ContactState } from "./contact-state.ts";
import type { Evaluation, History, PreviousState, ScoredContact } from "./history.ts";
import { compileHasMoved } from "./memberships.ts";
import { createMoment, type Moment } from "./moment.ts";
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
  const look = compileLook(rulebook, createMoment(asOf, calendar));
  const knownTriggers = new Set(rulebook.triggers.map(({ id }) => id));
  return (history) => {
    const { evaluation, leavesAnother } = look(history);
    if (evaluation.kind === "excluded" || !leavesAnother) return evaluation;
    // The next run finds another state. Mostly that makes no difference, and it need not look.
    const next = look({ ...history, previous: stateLeft(evaluation, history, knownTriggers) });
    const isSettled = !next.leavesAnother && isSameStanding(evaluation, next.evaluation);
    return { ...evaluation, dueAt: isSettled ? next.evaluation.dueAt : asOf };
  };
}

interface Look {
  readonly evaluation: Evaluation;
  /** The previous state of the next run is another than that of this one. */
  readonly leavesAnother: boolean;
}

/** One evaluation by itself; due when time alone changes something. */
function compileLook(rulebook: Rulebook, moment: Moment): (history: History) => Look {
  const steps = compileSteps(rulebook, moment);
  const hasMoved = compileHasMoved(rulebook.segments, rulebook.labels);
  return (history) => {
    moment.due.begin();
    const outcome = takeSteps(steps, history);
    if (outcome.kind === "excluded") {
      return { evaluation: { kind: "excluded", dueAt: moment.due.earliest() }, leavesAnother: false };
    }
    const { state, triggers } = outcome;
    applyMembershipActions(state, triggers.firings);
    return {
      evaluation: describe(rulebook, outcome, moment.due.earliest()),
      leavesAnother: triggers.isChanged || isStageChanged(state) || hasMoved(state),
    };
  };
}

/** A stage that the rulebook has no more stays. */
function isStageChanged({ stage, previous }: ContactState): boolean {
  if (stage === undefined) return false;
  return stage.stage !== previous.stage?.stage || stage.since !== previous.stage.since;
}

function stateLeft(
  { segments, labels, stage, triggers }: ScoredContact,
  { previous }: History,
  knownTriggers: ReadonlySet<string>,
): PreviousState {
  return {
    segments: new Set(segments),
    labels: new Set(labels),
    stage: stage ?? previous.stage,
    triggers,
    knownTriggers: new Set([...previous.knownTriggers, ...knownTriggers]),
  };
}

/** Nothing fires, and the contact stands where it stood: awards, scores and classes see nothing of the run before. */
function isSameStanding(before: ScoredContact, after: Evaluation): boolean {
  if (after.kind === "excluded" || after.firings.length > 0) return false;
  return isDeepStrictEqual([before.segments, before.labels], [after.segments, after.labels]);
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

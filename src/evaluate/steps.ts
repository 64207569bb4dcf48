// A rulebook compiled for one as-of: the steps of an evaluation, in the order in which they are taken.

import type { Rulebook } from "../rulebook/model.ts";
import { compileClasses } from "./classes.ts";
import type { CompileContext } from "./compile-context.ts";
import { type CompiledCondition, compileCondition } from "./conditions.ts";
import { type ContactState, createContactState } from "./contact-state.ts";
import { compileGroups } from "./groups.ts";
import type { Award, History, HistoryEvent } from "./history.ts";
import { compileCarryOver, compileMemberships } from "./memberships.ts";
import type { Moment } from "./moment.ts";
import { awardRule, type CompiledRule, compileRule, type Resets } from "./rules.ts";
import { compileEventTest, createSelectorTable, type EventTest, type SelectorTable } from "./selectors.ts";
import { compileStages } from "./stages.ts";
import { compileTraits } from "./traits.ts";
import { compileTriggers, type TriggersOutcome } from "./triggers.ts";

export interface Steps {
  readonly context: CompileContext;
  /** The events that count, dealt out; traits are worked out when first asked for. */
  readonly begin: (history: History) => ContactState;
  readonly isExcluded: CompiledCondition;
  readonly rules: readonly CompiledRule[];
  readonly resets: Resets;
  /** This and the next four put their results into the state. */
  readonly score: (state: ContactState, awards: readonly Award[]) => void;
  readonly classify: (state: ContactState) => void;
  readonly carryOver: (state: ContactState) => void;
  readonly advance: (state: ContactState) => void;
  readonly join: (state: ContactState) => void;
  readonly fire: (state: ContactState) => TriggersOutcome;
}

/** Where the steps have led for one contact. */
export type StepsOutcome = { readonly kind: "excluded"; readonly state: ContactState } | ScoredOutcome;

export interface ScoredOutcome {
  readonly kind: "scored";
  readonly state: ContactState;
  readonly awards: readonly Award[];
  readonly triggers: TriggersOutcome;
}

/** The order of evaluation, in this one place. Leaves what actions do to memberships to the caller. */
export function takeSteps(steps: Steps, history: History): StepsOutcome {
  const state = steps.begin(history);
  if (steps.isExcluded(state)) return { kind: "excluded", state };
  const awards: Award[] = [];
  for (const rule of steps.rules) awardRule(rule, state, awards);
  steps.score(state, awards);
  steps.classify(state);
  steps.carryOver(state);
  steps.advance(state);
  steps.join(state);
  return { kind: "scored", state, awards, triggers: steps.fire(state) };
}

export function compileSteps(rulebook: Rulebook, moment: Moment): Steps {
  const selectors = createSelectorTable(moment);
  const readTrait = compileTraits(rulebook.traits, selectors, moment);
  const context: CompileContext = { moment, selectors, readTrait };
  const heed = compileHeeded(rulebook, moment);
  const resets = compileResets(rulebook, selectors);
  return {
    context,
    begin: (history) => createContactState(history, selectors.match(heed(history.events))),
    isExcluded: rulebook.exclude === undefined ? () => false : compileCondition(rulebook.exclude, context),
    rules: rulebook.rules.map((rule) => compileRule(rule, resets, context)),
    resets,
    score: compileGroups(rulebook.groups, moment),
    classify: compileClasses(rulebook.classes, context),
    carryOver: compileCarryOver(rulebook.segments, rulebook.labels),
    advance: compileStages(rulebook.stages, rulebook.recycle, context),
    join: compileMemberships(rulebook.segments, rulebook.labels, context),
    fire: compileTriggers(rulebook.triggers, context),
  };
}

/** Drops what the run does not see: events later than the as-of, and those that `ignore` names. */
function compileHeeded(
  { ignore }: Rulebook,
  moment: Moment,
): (events: readonly HistoryEvent[]) => readonly HistoryEvent[] {
  const tests = ignore.map((selector) => compileEventTest(selector, moment));
  const isIgnored: EventTest = (events, index) => {
    for (const test of tests) if (test(events, index)) return true;
    return false;
  };
  return (events) => {
    const known = withoutLater(events, moment);
    if (tests.length === 0) return known;
    return known.filter((_, index) => !isIgnored(known, index));
  };
}

/** The first of the later ones will be the next to count. */
function withoutLater(events: readonly HistoryEvent[], { asOf, due }: Moment): readonly HistoryEvent[] {
  const lastAt = events.at(-1)?.at;
  if (lastAt === undefined || lastAt <= asOf) return events;
  const firstLater = events.findIndex(({ at }) => at > asOf);
  due.tell(events[firstLater]!.at);
  return events.slice(0, firstLater);
}

function compileResets({ groups }: Rulebook, selectors: SelectorTable): Resets {
  return new Map(
    groups.flatMap((group) =>
      group.kind === "plain" && group.reset !== undefined
        ? [[group.id, selectors.register(group.reset)] as const]
        : [],
    ),
  );
}

// The evaluator's own account of itself: the same compiled steps, with what each of them found.

import type { Rulebook } from "../../rulebook/model.ts";
import { createCalendar, type Instant } from "../../values/calendar.ts";
import type { ContactState } from "../contact-state.ts";
import type { History, HistoryEvent } from "../history.ts";
import { createMoment } from "../moment.ts";
import { compileSteps, type Steps, takeSteps } from "../steps.ts";
import { explainCombinedGroup, explainPlainGroup } from "./explain-groups.ts";
import { compileRuleAccount } from "./explain-rules.ts";
import { compileTriggerAccounts, type UnsureTriggers } from "./explain-triggers.ts";
import type { Explanation } from "./explanation.ts";
import { compileFinding } from "./findings.ts";

const NONE: UnsureTriggers = new Set();

/** One contact as of one instant. Pure, as evaluation is. Throws a PointsRangeError where an evaluation does. */
export function explainHistory(
  rulebook: Rulebook,
  history: History,
  asOf: Instant,
  unsure: UnsureTriggers = NONE,
): Explanation {
  const steps = compileSteps(rulebook, createMoment(asOf, createCalendar(rulebook.timezone)));
  const findExclusion = rulebook.exclude && compileFinding(rulebook.exclude, steps.context);
  const rules = steps.rules.map((compiled) => compileRuleAccount(compiled, steps));
  const explainTriggers = compileTriggerAccounts(rulebook.triggers, steps, unsure);

  const outcome = takeSteps(steps, history);
  const { state } = outcome;
  if (outcome.kind === "excluded") return { kind: "excluded", reason: findExclusion?.(state).text ?? "" };
  const accounts = rules.flatMap((account) => account(state));
  return {
    kind: "scored",
    groups: rulebook.groups.map((group) =>
      group.kind === "plain"
        ? explainPlainGroup(group, accounts, findReset(steps, group.id, state), state)
        : explainCombinedGroup(group, state),
    ),
    classes: [...state.classes].map(([id, value]) => ({ class: id, value })),
    stage: state.stage,
    segments: [...state.segments],
    labels: [...state.labels],
    triggers: explainTriggers(state, outcome.triggers),
  };
}

function findReset(steps: Steps, group: string, state: ContactState): HistoryEvent | undefined {
  const selector = steps.resets.get(group);
  return selector === undefined ? undefined : state.matches.last(selector);
}

// A group's lines, which add up to its score.

import type { CombinedGroup, PlainGroup } from "../../rulebook/model.ts";
import { type Micro, micro, multiply, weightedSum, ZERO } from "../../values/decimal.ts";
import type { ContactState } from "../contact-state.ts";
import type { HistoryEvent } from "../history.ts";
import type { RuleAccount } from "./explain-rules.ts";
import type { GroupExplanation, ScoreLine } from "./explanation.ts";

/** `reset` is the event that reset the group for the contact. */
export function explainPlainGroup(
  group: PlainGroup,
  accounts: readonly RuleAccount[],
  reset: HistoryEvent | undefined,
  state: ContactState,
): GroupExplanation {
  const own = accounts.filter((account) => account.group === group.id);
  const start: ScoreLine[] = group.start === ZERO ? [] : [{ kind: "start", points: group.start }];
  const awards = own.flatMap(({ outcome }) => (outcome.kind === "award" ? [outcome] : []));
  const notAwarded = own.flatMap(({ rule, outcome }) =>
    outcome.kind === "nothing" ? [{ rule, reason: outcome.reason }] : [],
  );
  return finishGroup(group, [...start, ...resetLines(reset, own), ...awards], notAwarded, state);
}

function resetLines(reset: HistoryEvent | undefined, own: readonly RuleAccount[]): readonly ScoreLine[] {
  if (reset === undefined) return [];
  const { id, type, at } = reset;
  const outdated = new Set(own.flatMap((account) => account.outdated)).size;
  return [{ kind: "reset", points: ZERO, at, event: { id, type, at }, outdated }];
}

export function explainCombinedGroup(group: CombinedGroup, state: ContactState): GroupExplanation {
  const terms = group.terms.map(({ group: id, weight }) => {
    const score = state.scores.get(id) ?? ZERO;
    return { kind: "term" as const, group: id, score, weight, points: multiply(score, weight) };
  });
  const exact = weightedSum(terms.map(({ score, weight }) => [score, weight]));
  const rounding = micro(exact - terms.reduce((total, { points }) => total + points, 0n));
  const lines: ScoreLine[] = rounding === 0n ? terms : [...terms, { kind: "rounding", points: rounding }];
  return finishGroup(group, lines, [], state);
}

/** Adds the line for `min` or `max` where the score was bounded. */
function finishGroup(
  group: PlainGroup | CombinedGroup,
  lines: readonly ScoreLine[],
  notAwarded: GroupExplanation["notAwarded"],
  state: ContactState,
): GroupExplanation {
  const score = state.scores.get(group.id) ?? ZERO;
  const difference = micro(score - lines.reduce((total, { points }) => total + points, 0n));
  const bounded = boundLines(group, score, difference);
  return {
    group: group.id,
    score,
    band: state.bands.get(group.id),
    lines: [...lines, ...bounded],
    notAwarded,
  };
}

function boundLines(
  { min, max }: PlainGroup | CombinedGroup,
  score: Micro,
  difference: Micro,
): readonly ScoreLine[] {
  if (difference > 0n && score === min) return [{ kind: "min", points: difference, bound: min }];
  if (difference < 0n && score === max) return [{ kind: "max", points: difference, bound: max }];
  return [];
}

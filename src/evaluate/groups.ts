// Groups: from awards to scores and bands.

import type { Group, PlainGroup } from "../rulebook/model.ts";
import { clamp, type Micro, micro, weightedSum, ZERO } from "../values/decimal.ts";
import type { ContactState } from "./contact-state.ts";
import type { Award } from "./history.ts";
import type { Moment } from "./moment.ts";
import { inRange } from "./range.ts";
import { compileTest } from "./tests.ts";

/** Puts every group's score and band into the state. Every contact has every score: no award means `start`. */
export function compileGroups(
  groups: readonly Group[],
  moment: Moment,
): (state: ContactState, awards: readonly Award[]) => void {
  const plain = groups.filter((group) => group.kind === "plain");
  const combined = groups.filter((group) => group.kind === "combined");
  const findBands = groups.map((group) => ({ id: group.id, find: compileBands(group, moment) }));
  return (state, awards) => {
    const sums = sumByGroup(awards);
    for (const group of plain) state.scores.set(group.id, bound(group, sumPlain(group, sums)));
    for (const group of combined) {
      const terms = group.terms.map((term) => [state.scores.get(term.group) ?? ZERO, term.weight] as const);
      state.scores.set(group.id, bound(group, weightedSum(terms)));
    }
    for (const { id, find } of findBands) {
      const band = find(state.scores.get(id)!);
      if (band !== undefined) state.bands.set(id, band);
    }
  };
}

function sumByGroup(awards: readonly Award[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { group, points } of awards) sums.set(group, (sums.get(group) ?? 0n) + points);
  return sums;
}

function sumPlain(group: PlainGroup, sums: ReadonlyMap<string, bigint>): Micro {
  return micro(group.start + (sums.get(group.id) ?? 0n));
}

/** Kept within `min`..`max` after summing. */
function bound({ id, min, max }: Group, score: Micro): Micro {
  return inRange(clamp(score, min, max), "group", id);
}

function compileBands({ bands }: Group, moment: Moment): (score: Micro) => string | undefined {
  const tested = bands.map(({ id, test }) => ({
    id,
    holds: test === undefined ? () => true : compileTest(test, moment),
  }));
  return (score) => tested.find((band) => band.holds(score))?.id;
}

// Who moves if one rulebook becomes another, and what differs between the two.

import type { Mover } from "./biggest-movers.ts";
import { type CompareOptions, compareContacts } from "./compare-contacts.ts";
import type { Ground, Plan, Plans } from "./ground.ts";
import { findRulebookChanges, type RulebookChange } from "./rulebook-changes.ts";
import type { Totals } from "./totals.ts";

/** All that is shown of a comparison. Memory follows the rulebooks and the movers asked for, not the contacts. */
export interface RulebookDifference {
  readonly before: Plan;
  readonly after: Plan;
  readonly changes: readonly RulebookChange[];
  readonly totals: Totals;
  /** The biggest first. */
  readonly movers: readonly Mover[];
}

/** Throws ContactRangeError, InterruptedError and StoreError. Nothing fires, and nothing is kept. */
export async function diffRulebooks(
  { before, after }: Plans,
  ground: Ground,
  options: CompareOptions,
): Promise<RulebookDifference> {
  const contacts = await compareContacts(
    { ...before, store: ground.before },
    { ...after, store: ground.after },
    options,
  );
  return { before, after, changes: findRulebookChanges(before.rulebook, after.rulebook), ...contacts };
}

/** Anything at all: in what the rulebooks say, or for a contact. */
export function hasDifference({ changes, totals }: RulebookDifference): boolean {
  return changes.length > 0 || totals.moved > 0;
}

// In which state triggers were at a past instant, as far as it can be told: firings are kept for ever, but not when a
// trigger was armed again.

import type { Trigger } from "../rulebook/model.ts";
import type { Instant } from "../values/calendar.ts";
import type { TriggerState } from "./history.ts";

/** What is kept of one trigger for one contact. */
export interface KeptTrigger {
  readonly trigger: string;
  /** By then. */
  readonly firings: number;
  readonly lastFiredAt: Instant | undefined;
  /** It fired in the last run by then: no run has armed it again since. */
  readonly hasJustFired: boolean;
  /** As the last run of all left it. */
  readonly now: TriggerState;
}

export interface RecalledTriggers {
  readonly states: ReadonlyMap<string, TriggerState>;
  /** Those that may as well have been armed; their state here says that they were not. */
  readonly unsure: ReadonlySet<string>;
}

/** `known` are the triggers that had been through a run by then. */
export function recallTriggers(
  triggers: readonly Trigger[],
  kept: readonly KeptTrigger[],
  known: ReadonlySet<string>,
): RecalledTriggers {
  const states = new Map<string, TriggerState>();
  const unsure = new Set<string>();
  for (const each of kept) {
    const { trigger: id, firings, lastFiredAt } = each;
    const trigger = triggers.find((one) => one.id === id);
    const armed = trigger === undefined ? false : wasArmed(trigger, each, known.has(id));
    states.set(id, { armed: armed ?? false, firings, lastFiredAt });
    if (armed === undefined) unsure.add(id);
  }
  return { states, unsure };
}

/** `undefined` where it cannot be told. */
function wasArmed(
  { fires, existing }: Trigger,
  { firings, hasJustFired, now }: KeptTrigger,
  isKnown: boolean,
): boolean | undefined {
  const isStillDisarmed = !now.armed && now.firings === firings;
  if (hasJustFired) return false;
  if (firings > 0) return fires === "once" || isStillDisarmed ? false : undefined;
  // Without a firing it is disarmed only where its first run passed the contact over.
  if (!isKnown || existing === "fire") return true;
  if (isStillDisarmed) return false;
  return fires === "once" ? true : undefined;
}

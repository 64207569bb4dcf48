// Triggers: what fires for a contact, and in which state each trigger is left.

import type { Trigger } from "../rulebook/model.ts";
import { type CompiledActions, compileActions } from "./actions.ts";
import type { CompileContext } from "./compile-context.ts";
import { type CompiledCondition, compileCondition } from "./conditions.ts";
import type { ContactState } from "./contact-state.ts";
import type { Firing, TriggerState } from "./history.ts";
import type { Moment } from "./moment.ts";

export interface TriggersOutcome {
  readonly firings: readonly Firing[];
  /** Every trigger that is not as new, also those the rulebook no longer has: firings are kept for ever. */
  readonly triggers: ReadonlyMap<string, TriggerState>;
}

const AS_NEW: TriggerState = { armed: true, firings: 0, lastFiredAt: undefined };

/** All triggers of a run see the same state: nothing here changes it. */
export function compileTriggers(
  triggers: readonly Trigger[],
  context: CompileContext,
): (state: ContactState) => TriggersOutcome {
  const compiled = triggers.map((trigger) => compileTrigger(trigger, context));
  return (state) => {
    const firings: Firing[] = [];
    const next = new Map(state.previous.triggers);
    for (const trigger of compiled) {
      const before = next.get(trigger.id) ?? AS_NEW;
      const after = trigger.advance(state, before);
      if (after.firings > before.firings) {
        firings.push({ trigger: trigger.id, number: after.firings, actions: trigger.act(state) });
      }
      if (after.armed && after.firings === 0) next.delete(trigger.id);
      else next.set(trigger.id, after);
    }
    return { firings, triggers: next };
  };
}

interface CompiledTrigger {
  readonly id: string;
  /** The state after this run; one firing more says that it fired. */
  readonly advance: (state: ContactState, before: TriggerState) => TriggerState;
  readonly act: CompiledActions;
}

function compileTrigger(trigger: Trigger, context: CompileContext): CompiledTrigger {
  const { moment } = context;
  const isMet = compileCondition(trigger.when, context);
  const isHeld = trigger.unless === undefined ? () => false : compileCondition(trigger.unless, context);
  const isRearmed = compileRearm(trigger, isMet, context);
  const latestFiring = latestFiringThatAllows(trigger, moment);
  return {
    id: trigger.id,
    act: compileActions(trigger.actions, context),
    advance(state, before) {
      const armed = before.armed || isRearmed(state);
      if (!armed || !isMet(state)) return { ...before, armed };
      if (trigger.existing === "skip" && !state.previous.knownTriggers.has(trigger.id)) {
        return { ...before, armed: false };
      }
      const cooling = before.lastFiredAt !== undefined && before.lastFiredAt > latestFiring;
      if (cooling || isHeld(state)) return { ...before, armed };
      return { armed: false, firings: before.firings + 1, lastFiredAt: moment.asOf };
    },
  };
}

function compileRearm(
  { fires, rearm }: Trigger,
  isMet: CompiledCondition,
  context: CompileContext,
): CompiledCondition {
  if (fires === "once") return () => false;
  return rearm === undefined ? (state) => !isMet(state) : compileCondition(rearm, context);
}

/** A trigger that fired later than this is still cooling down. */
function latestFiringThatAllows({ cooldown }: Trigger, { asOf, calendar }: Moment): number {
  return cooldown === undefined ? Number.POSITIVE_INFINITY : calendar.subtract(asOf, cooldown);
}

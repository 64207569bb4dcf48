// Triggers: what fires for a contact, and in which state each trigger is left.

import type { Trigger } from "../rulebook/model.ts";
import type { Instant } from "../values/calendar.ts";
import { type CompiledActions, compileActions } from "./actions.ts";
import type { CompileContext } from "./compile-context.ts";
import { type CompiledCondition, compileCondition } from "./conditions.ts";
import type { ContactState } from "./contact-state.ts";
import type { Firing, TriggerState } from "./history.ts";
import type { Moment } from "./moment.ts";

/** What a run makes of a trigger for a contact. */
export type Verdict =
  | "fires"
  /** It has fired, or was passed over, and is not re-armed. */
  | "disarmed"
  | "not_met"
  /** Met on the trigger's first run, with `existing: skip`. */
  | "passed_over"
  | "cooling"
  /** Met, but `unless` holds. */
  | "held"
  /** The contact is anonymous, and no output lists it. */
  | "resting";

export interface Judgement {
  readonly trigger: string;
  readonly verdict: Verdict;
  /** The state after the run. */
  readonly after: TriggerState;
  /** Whether the run found it in another state. */
  readonly isChanged: boolean;
}

export interface TriggersOutcome {
  readonly firings: readonly Firing[];
  /** One for each trigger of the rulebook, in its order. */
  readonly judgements: readonly Judgement[];
  /** Every trigger that is not as new, also those the rulebook no longer has: firings are kept for ever. */
  readonly triggers: ReadonlyMap<string, TriggerState>;
  /** Whether any trigger was found in another state. */
  readonly isChanged: boolean;
}

const AS_NEW: TriggerState = { armed: true, firings: 0, lastFiredAt: undefined };

/** All triggers of a run see the same state: nothing here changes it. */
export function compileTriggers(
  triggers: readonly Trigger[],
  context: CompileContext,
): (state: ContactState) => TriggersOutcome {
  const compiled = triggers.map((trigger) => compileTrigger(trigger, context));
  return (state) => {
    const judgements = compiled.map(({ judge }) => judge(state));
    const firings: Firing[] = [];
    if (!judgements.some(({ isChanged }) => isChanged)) {
      return { firings, judgements, triggers: state.previous.triggers, isChanged: false };
    }
    const next = new Map(state.previous.triggers);
    for (const [index, { trigger, verdict, after }] of judgements.entries()) {
      if (verdict === "fires") {
        firings.push({ trigger, number: after.firings, actions: compiled[index]!.act(state) });
      }
      if (after.armed && after.firings === 0) next.delete(trigger);
      else next.set(trigger, after);
    }
    return { firings, judgements, triggers: next, isChanged: true };
  };
}

interface CompiledTrigger {
  readonly judge: (state: ContactState) => Judgement;
  readonly act: CompiledActions;
}

function compileTrigger(trigger: Trigger, context: CompileContext): CompiledTrigger {
  const isMet = compileCondition(trigger.when, context);
  const isRearmed = compileRearm(trigger, isMet, context);
  const judgeMet = compileMetVerdict(trigger, context);
  const { asOf } = context.moment;
  const judgement = (verdict: Verdict, before: TriggerState, after: TriggerState): Judgement => ({
    trigger: trigger.id,
    verdict,
    after,
    isChanged: after !== before,
  });
  return {
    act: compileActions(trigger.actions, context),
    judge(state) {
      const before = state.previous.triggers.get(trigger.id) ?? AS_NEW;
      if (state.triggersRest) return judgement("resting", before, before);
      const isArmedNow = before.armed || isRearmed(state);
      const verdict = !isArmedNow ? "disarmed" : isMet(state) ? judgeMet(state, before) : "not_met";
      const found = isArmedNow === before.armed ? before : { ...before, armed: isArmedNow };
      return judgement(verdict, before, stateAfter(verdict, found, asOf));
    },
  };
}

/** What becomes of an armed trigger whose `when` is met. */
function compileMetVerdict(
  trigger: Trigger,
  context: CompileContext,
): (state: ContactState, before: TriggerState) => Verdict {
  const isHeld = trigger.unless === undefined ? () => false : compileCondition(trigger.unless, context);
  const hasCooled = compileCooldown(trigger, context.moment);
  return (state, { lastFiredAt }) => {
    if (trigger.existing === "skip" && !state.previous.knownTriggers.has(trigger.id)) return "passed_over";
    if (lastFiredAt !== undefined && !hasCooled(lastFiredAt)) return "cooling";
    return isHeld(state) ? "held" : "fires";
  };
}

function stateAfter(verdict: Verdict, armed: TriggerState, asOf: Instant): TriggerState {
  if (verdict === "fires") return { armed: false, firings: armed.firings + 1, lastFiredAt: asOf };
  return verdict === "passed_over" ? { ...armed, armed: false } : armed;
}

function compileRearm(
  { fires, rearm }: Trigger,
  isMet: CompiledCondition,
  context: CompileContext,
): CompiledCondition {
  if (fires === "once") return () => false;
  return rearm === undefined ? (state) => !isMet(state) : compileCondition(rearm, context);
}

/** Whether a trigger that fired then may fire again. */
function compileCooldown({ cooldown }: Trigger, { due }: Moment): (lastFiredAt: Instant) => boolean {
  return cooldown === undefined ? () => true : due.edge(cooldown).hasPassed;
}

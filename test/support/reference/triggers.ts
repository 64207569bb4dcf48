// Which triggers fire, with what, and how they are left.

import { type Known, lookUp, meets } from "./conditions.ts";
import type { RawAction, RawLiteral, RawTrigger } from "./raw-rulebook.ts";
import { before } from "./time.ts";
import { textIn } from "./values.ts";

export interface PlainTriggerState {
  readonly armed: boolean;
  readonly firings: number;
  readonly lastFiredAt: number | undefined;
}

export interface PlainAction {
  readonly kind: string;
  readonly target: string;
  readonly with: Readonly<Record<string, RawLiteral>>;
}

export const NEW_TRIGGER: PlainTriggerState = { armed: true, firings: 0, lastFiredAt: undefined };

export interface TriggerOutcome {
  readonly fires: boolean;
  readonly state: PlainTriggerState;
}

/** `isFirstRun` is the trigger's, not the contact's. */
export function pullTrigger(
  trigger: RawTrigger,
  state: PlainTriggerState,
  isFirstRun: boolean,
  known: Known,
): TriggerOutcome {
  const qualifies = meets(known, trigger.when);
  const armed = state.armed || isRearmed(trigger, qualifies, known);
  if (isFirstRun && trigger.existing === "skip" && qualifies) {
    return { fires: false, state: { ...state, armed: false } };
  }
  const waits = trigger.unless !== undefined && meets(known, trigger.unless);
  if (!armed || !qualifies || waits || isCoolingDown(trigger, state, known)) {
    return { fires: false, state: { ...state, armed } };
  }
  const fired = { armed: false, firings: state.firings + 1, lastFiredAt: known.now.at };
  return { fires: true, state: fired };
}

function isRearmed({ fires, rearm }: RawTrigger, qualifies: boolean, known: Known): boolean {
  if (fires !== "each_time") return false;
  return rearm === undefined ? !qualifies : meets(known, rearm);
}

function isCoolingDown(
  { cooldown }: RawTrigger,
  { lastFiredAt }: PlainTriggerState,
  { now }: Known,
): boolean {
  if (cooldown === undefined || lastFiredAt === undefined) return false;
  return lastFiredAt > before(now.at, cooldown, now.zone);
}

/** With the parameters' placeholders filled in. */
export function actionsOf(trigger: RawTrigger, known: Known): readonly PlainAction[] {
  return trigger.do.map((raw) => {
    const [kind, target] = Object.entries(raw).find(([key]) => key !== "with") as [string, string];
    return { kind, target, with: parametersOf(raw, known) };
  });
}

function parametersOf(raw: RawAction, known: Known): Readonly<Record<string, RawLiteral>> {
  return Object.fromEntries(
    Object.entries((raw["with"] ?? {}) as Record<string, RawLiteral>).map(([name, value]) => [
      name,
      typeof value === "string" ? filledIn(value, known) : value,
    ]),
  );
}

/** "{name}" is what the name stands for, "{{" and "}}" are braces. */
function filledIn(text: string, known: Known): string {
  return text.replace(/\{\{|\}\}|\{([^{}]+)\}/g, (piece: string, name: string | undefined) =>
    name === undefined ? piece.slice(1) : textIn(lookUp(name.trim(), known), known.now),
  );
}

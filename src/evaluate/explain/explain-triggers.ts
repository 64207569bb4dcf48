// How each trigger stands for a contact, and what it waits for.

import type { Trigger } from "../../rulebook/model.ts";
import type { Instant } from "../../values/calendar.ts";
import type { ContactState } from "../contact-state.ts";
import type { PreviousState } from "../history.ts";
import type { Steps } from "../steps.ts";
import type { Judgement, TriggersOutcome } from "../triggers.ts";
import type { TriggerExplanation } from "./explanation.ts";
import { compileFinding, type FindingOf } from "./findings.ts";

/** Triggers of which it is not known whether they had been armed again by the as-of. */
export type UnsureTriggers = ReadonlySet<string>;

export function compileTriggerAccounts(
  triggers: readonly Trigger[],
  steps: Steps,
  unsure: UnsureTriggers,
): (state: ContactState, outcome: TriggersOutcome) => readonly TriggerExplanation[] {
  const accounts = triggers.map((trigger) => compileTriggerAccount(trigger, steps));
  return (state, { judgements }) => {
    const others = unsure.size === 0 ? judgements : judgeOtherwise(state, steps, unsure);
    return judgements.map((judgement, index) => accounts[index]!(state, judgement, others[index]!));
  };
}

/** The judgements if what is not known were the other way round. */
function judgeOtherwise(state: ContactState, steps: Steps, unsure: UnsureTriggers): readonly Judgement[] {
  const triggers: PreviousState["triggers"] = new Map(
    [...state.previous.triggers].map(([id, kept]) =>
      unsure.has(id) ? [id, { ...kept, armed: !kept.armed }] : [id, kept],
    ),
  );
  return steps.fire({ ...state, previous: { ...state.previous, triggers } }).judgements;
}

function compileTriggerAccount(
  trigger: Trigger,
  { context }: Steps,
): (state: ContactState, judgement: Judgement, otherwise: Judgement) => TriggerExplanation {
  const find = compileFinding(trigger.when, context);
  const findHold = trigger.unless && compileFinding(trigger.unless, context);
  const findRearm = compileRearmFinding(trigger, find, context);
  const { calendar } = context.moment;
  return (state, { verdict: judged }, otherwise) => {
    const verdict = judged === otherwise.verdict ? judged : "unknown";
    const stored = state.previous.triggers.get(trigger.id);
    const firedAt = stored?.lastFiredAt;
    const isCooling = verdict === "cooling" && firedAt !== undefined && trigger.cooldown !== undefined;
    return {
      trigger: trigger.id,
      verdict,
      firings: stored?.firings ?? 0,
      lastFiredAt: firedAt,
      finding: find(state).text,
      held: verdict === "held" ? findHold?.(state).text : undefined,
      coolsUntil: isCooling ? finite(calendar.add(firedAt, trigger.cooldown)) : undefined,
      rearm: verdict === "disarmed" ? findRearm?.(state).text : undefined,
      location: trigger.location,
    };
  };
}

/** What keeps a trigger that fires each time from being armed again; without `rearm`, that `when` still holds. */
function compileRearmFinding(
  { fires, rearm }: Trigger,
  find: FindingOf,
  context: Steps["context"],
): FindingOf | undefined {
  if (fires === "once") return undefined;
  if (rearm !== undefined) return compileFinding(rearm, context);
  return (state) => {
    const { holds, text } = find(state);
    return { holds: !holds, text: `${text}, needs that to end` };
  };
}

function finite(at: Instant): Instant | undefined {
  return Number.isFinite(at) ? at : undefined;
}

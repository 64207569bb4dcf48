// How a trigger stands for a contact, in one line.

import type { TriggerExplanation } from "../../evaluate/explain/explanation.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import { formatAsOf } from "../../values/as-of.ts";
import type { Calendar } from "../../values/calendar.ts";
import { showText } from "../terminal.ts";

export function formatTrigger(
  explanation: TriggerExplanation,
  rulebook: Rulebook,
  calendar: Calendar,
): string {
  const { trigger, lastFiredAt, firings } = explanation;
  const fires =
    rulebook.triggers.find(({ id }) => id === trigger)?.fires === "once" ? "once" : `${firings} x`;
  const fired =
    lastFiredAt === undefined ? undefined : `fired ${formatAsOf(lastFiredAt, calendar)} (${fires})`;
  const parts = [fired, formatVerdict(explanation, calendar)].filter((part) => part !== undefined);
  return `${trigger} ${parts.join(", ")}`;
}

function formatVerdict(explanation: TriggerExplanation, calendar: Calendar): string | undefined {
  const { verdict, finding, held = "", coolsUntil } = explanation;
  switch (verdict) {
    case "fires":
      return "is due";
    case "disarmed":
      return formatDisarmed(explanation);
    case "not_met":
      return `waits: ${showText(finding)}`;
    case "passed_over":
      return "is passed over: met before its first run";
    case "cooling":
      return `cools down${coolsUntil === undefined ? "" : ` until ${formatAsOf(coolsUntil, calendar)}`}`;
    case "held":
      return `is held back: ${showText(held)}`;
    case "resting":
      return "rests: the contact is anonymous";
    case "unknown":
      return `waits or not, as it is not kept when it was armed again: ${showText(finding)}`;
    default:
      return verdict satisfies never;
  }
}

/** One that fires once is done. */
function formatDisarmed({ lastFiredAt, rearm }: TriggerExplanation): string | undefined {
  const passedOver = lastFiredAt === undefined ? "was passed over: met before its first run" : undefined;
  const waits = rearm === undefined ? undefined : `waits to be armed again: ${showText(rearm)}`;
  const parts = [passedOver, waits].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(", ");
}

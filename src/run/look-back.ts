// What an evaluation of one contact at any instant begins with, and how sure that is.

import type { UnsureTriggers } from "../evaluate/explain/explain-triggers.ts";
import type { History } from "../evaluate/history.ts";
import { recallTriggers } from "../evaluate/recall-triggers.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { ContactAt } from "../store/past/contact-at.ts";

export interface LookBack {
  readonly history: History;
  readonly unsure: UnsureTriggers;
}

/** As the last run by then left the contact. Of the very last run nothing is unsure. */
export function lookBack(rulebook: Rulebook, { facts, left }: Pick<ContactAt, "facts" | "left">): LookBack {
  const { memberships, stage, knownTriggers } = left;
  const { states, unsure } =
    left.run?.isLast === true
      ? {
          states: new Map(left.triggers.map(({ trigger, now }) => [trigger, now])),
          unsure: new Set<string>(),
        }
      : recallTriggers(rulebook.triggers, left.triggers, knownTriggers);
  const namesOf = (kind: "segment" | "label") =>
    new Set(memberships.filter((each) => each.kind === kind).map(({ name }) => name));
  const previous = {
    segments: namesOf("segment"),
    labels: namesOf("label"),
    triggers: states,
    stage,
    knownTriggers,
  };
  return { history: { ...facts, previous }, unsure };
}

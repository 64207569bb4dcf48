// The groups whose scores decide a class, a stage, a segment, a label or a trigger.

import type { Condition } from "../rulebook/condition-model.ts";
import type { Rulebook } from "../rulebook/model.ts";

/** In the order in which the conditions name them; what other memberships rest on is not followed. */
export function groupsOfCondition(condition: Condition | undefined): readonly string[] {
  switch (condition?.kind) {
    case "test": {
      const { subject } = condition;
      return subject.kind === "score" || subject.kind === "band" ? [subject.id] : [];
    }
    case "all":
    case "any":
    case "none":
      return condition.of.flatMap(groupsOfCondition);
    default:
      return [];
  }
}

export function groupsOfClass(rulebook: Rulebook, id: string): readonly string[] {
  const entry = rulebook.classes.find((each) => each.id === id);
  if (entry === undefined) return [];
  return entry.kind === "highest" ? entry.groups : entry.cases.flatMap(({ when }) => groupsOfCondition(when));
}

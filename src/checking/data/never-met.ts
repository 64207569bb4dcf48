import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Condition, Subject } from "../../rulebook/condition-model.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import { definitionOf } from "../../rulebook/outline/lookups.ts";
import { placeName } from "../../rulebook/place.ts";
import { wordRange } from "../score-wording.ts";
import type { DataCheck } from "./data-check.ts";

/**
 * Triggers whose `when` no contact meets, nor has met in a run before. Without such a run those are left aside that look
 * at what triggers leave.
 */
export const neverMet: DataCheck = ({ rulebook, outline }, { survey, isFirst }) =>
  rulebook.triggers.flatMap(({ id, when }) => {
    if (survey.contacts === 0 || survey.metTriggers.has(id)) return [];
    const subjects = subjectsOf(when);
    if (isFirst && subjects.some((subject) => isLeftByTriggers(subject, rulebook))) return [];
    const groups = subjects.flatMap((each) => (each.kind === "score" || each.kind === "band" ? each.id : []));
    const scores = [...new Set(groups)].map(
      (group) => `"score.${group}" ${wordRange(survey.scores.get(group)!)} in this data`,
    );
    const { span } = definitionOf(outline, "triggers", id)!.keyNode;
    return [diagnose("never-met", span, placeName(["triggers", id]), survey.contacts, scores)];
  });

function isLeftByTriggers(subject: Subject, { segments, labels }: Rulebook): boolean {
  if (subject.kind !== "segment" && subject.kind !== "label") return false;
  const collections = subject.kind === "segment" ? segments : labels;
  return collections.some(({ id, when }) => id === subject.id && when === undefined);
}

function subjectsOf(condition: Condition): readonly Subject[] {
  switch (condition.kind) {
    case "test":
      return [condition.subject];
    case "did":
    case "did_not":
      return [];
    case "all":
    case "any":
    case "none":
      return condition.of.flatMap(subjectsOf);
    default:
      return condition satisfies never;
  }
}

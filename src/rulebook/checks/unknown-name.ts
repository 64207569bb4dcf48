import { diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { subjectOf } from "../outline/lookups.ts";
import { SUBJECT_KINDS } from "../subject.ts";
import type { Check } from "./check.ts";

/** Dotted names that begin with nothing known, such as "scores.ski". */
export const unknownName: Check = (outline) =>
  outline.subjects.flatMap((use) => {
    const subject = subjectOf(use, outline);
    if (subject.kind !== "unknown") return [];
    return [diagnose("unknown-name", use.span, use.name, use.place, suggest(subject.prefix, subject.rest))];
  });

/** Traits are named without a prefix, and people add one. */
function suggest(prefix: string, rest: string): string | undefined {
  const close = closestName(prefix, [...SUBJECT_KINDS, "field", "stage", "trait", "group"]);
  if (prefix === "trait" || close === "trait") return rest;
  if (prefix === "stage" || close === "stage") return "stage";
  if (prefix === "group" || close === "group") return `score.${rest}`;
  return close === undefined ? undefined : `${close}.${rest}`;
}

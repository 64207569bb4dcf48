import { diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { idsOf, usesOf } from "../outline/lookups.ts";
import type { Check } from "./check.ts";

/** Classes that are named and not defined. */
export const unknownClass: Check = (outline) => {
  const known = idsOf(outline, "classes");
  return usesOf(outline, "class")
    .filter(({ subject }) => !known.includes(subject.id))
    .map(({ use, subject }) => {
      const close = closestName(subject.id, known);
      const suggestion = close === undefined ? undefined : `class.${close}`;
      return diagnose("unknown-class", use.span, subject.id, use.place, known, suggestion);
    });
};

import { diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { idsOf, membershipActions, usesOf } from "../outline/lookups.ts";
import { placeName } from "../place.ts";
import type { Check } from "./check.ts";

/** Labels that conditions or actions name and that are not defined. */
export const unknownLabel: Check = (outline) => {
  const known = idsOf(outline, "labels");
  const looked = usesOf(outline, "label").map(({ use, subject }) => ({
    id: subject.id,
    span: use.span,
    place: use.place,
    prefix: "label.",
  }));
  const changed = membershipActions(outline, "label").map(({ id, span, trigger, number }) => ({
    id,
    span,
    place: placeName(["triggers", trigger, "do", number]),
    prefix: "",
  }));
  return [...looked, ...changed]
    .filter(({ id }) => !known.includes(id))
    .map(({ id, span, place, prefix }) => {
      const close = closestName(id, known);
      return diagnose(
        "unknown-label",
        span,
        id,
        place,
        known,
        close === undefined ? undefined : `${prefix}${close}`,
      );
    });
};

import { diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { idsOf, membershipActions, usesOf } from "../outline/lookups.ts";
import { placeName } from "../place.ts";
import type { Check } from "./check.ts";

/** Segments that conditions or actions name and that are not defined. */
export const unknownSegment: Check = (outline) => {
  const known = idsOf(outline, "segments");
  const looked = usesOf(outline, "segment").map(({ use, subject }) => ({
    id: subject.id,
    span: use.span,
    place: use.place,
    prefix: "segment.",
  }));
  const changed = membershipActions(outline, "segment").map(({ id, span, trigger, number }) => ({
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
        "unknown-segment",
        span,
        id,
        place,
        known,
        close === undefined ? undefined : `${prefix}${close}`,
      );
    });
};

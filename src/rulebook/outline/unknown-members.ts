import type { Span } from "../../diagnostics/location.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { placeName } from "../place.ts";
import { idsOf, membershipActions, usesOf } from "./lookups.ts";
import type { Outline } from "./outline.ts";

/** A segment or label that a condition or an action names and that is not defined. */
export interface UnknownMember {
  readonly id: string;
  readonly span: Span;
  readonly place: string;
  readonly known: readonly string[];
  /** What was probably meant, as it is written in that place. */
  readonly close: string | undefined;
}

export function findUnknownMembers(outline: Outline, kind: "segment" | "label"): readonly UnknownMember[] {
  const known = idsOf(outline, `${kind}s`);
  const looked = usesOf(outline, kind).map(({ use: { span, place }, subject }) => ({
    ...{ id: subject.id, span, place },
    prefix: `${kind}.`,
  }));
  const changed = membershipActions(outline, kind).map(({ id, span, trigger, number }) => ({
    ...{ id, span, place: placeName(["triggers", trigger, "do", number]) },
    prefix: "",
  }));
  return [...looked, ...changed]
    .filter(({ id }) => !known.includes(id))
    .map(({ id, span, place, prefix }) => {
      const close = closestName(id, known);
      return { id, span, place, known, close: close === undefined ? undefined : `${prefix}${close}` };
    });
}

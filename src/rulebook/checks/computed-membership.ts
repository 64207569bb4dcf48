import { diagnose } from "../../diagnostics/diagnostic.ts";
import { otherPlace } from "../../diagnostics/other-place.ts";
import { definitionOf, membershipActions } from "../outline/lookups.ts";
import { entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

const SECTIONS = { segment: "segments", label: "labels" } as const;

/** Actions that add to or remove from what a condition fills. */
export const computedMembership: Check = (outline) =>
  (["segment", "label"] as const).flatMap((thing) =>
    membershipActions(outline, thing).flatMap(({ kind, id, span }) => {
      const when = entryOf(definitionOf(outline, SECTIONS[thing], id)?.value, "when");
      if (when === undefined) return [];
      return [diagnose("computed-membership", span, kind, thing, id, otherPlace(when.keyNode.span, span))];
    }),
  );

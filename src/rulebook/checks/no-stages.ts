import { diagnose } from "../../diagnostics/diagnostic.ts";
import { usesOf } from "../outline/lookups.ts";
import { placeName } from "../place.ts";
import { entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** The stage of a contact, where the rulebook has no stages. */
export const noStages: Check = (outline) => {
  if (outline.sections.stages.length > 0) return [];
  const recycle = entryOf(outline.root, "recycle");
  const help = 'define "stages"; a contact field of this name is written "field.stage"';
  const uses = usesOf(outline, "stage").map(({ use }) => diagnose("no-stages", use.span, use.place, help));
  if (recycle === undefined) return uses;
  const place = placeName(["recycle"]);
  return [
    ...uses,
    diagnose("no-stages", recycle.keyNode.span, place, 'define "stages", or remove "recycle"'),
  ];
};

import { diagnose } from "../../diagnostics/diagnostic.ts";
import { otherPlace } from "../../diagnostics/other-place.ts";
import { childOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Stages before one without a condition, which everybody has reached. */
export const unreachableStage: Check = ({ sections: { stages } }) => {
  const taker = stages.findLast(({ value }) => value.kind === "map" && childOf(value, "when") === undefined);
  if (taker === undefined) return [];
  return stages.slice(0, stages.indexOf(taker)).map(({ key, keyNode: { span } }) => {
    return diagnose("unreachable-stage", span, key, taker.key, otherPlace(taker.keyNode.span, span));
  });
};

import type { SourceNode } from "./source/source-tree.ts";

/** The keys that tell a formula from a table by values. */
export const FORMULA_KEYS = ["of", "give", "per", "times", "up_to"] as const;

export function pointsKind(points: SourceNode | undefined): "fixed" | "formula" | "table" | undefined {
  if (points === undefined) return undefined;
  if (points.kind === "list") return "table";
  if (points.kind === "scalar") return typeof points.value === "number" ? "fixed" : undefined;
  const isFormula = points.entries.some(({ key }) => FORMULA_KEYS.some((known) => known === key));
  return isFormula ? "formula" : "table";
}

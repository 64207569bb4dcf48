// Random rulebooks come in two steps, so that they stay valid while they shrink: first a sketch, in which every
// reference is a number, then the rulebook, in which the number picks among what there is to refer to.

import type { RawOccurrence, RawTest } from "../reference/raw-rulebook.ts";
import type { FieldKind } from "./pools.ts";

/** What a condition, a `by` or a template may name at some place of a rulebook. */
export interface Sight {
  readonly traits: readonly { readonly id: string; readonly kind: FieldKind }[];
  readonly groups: readonly { readonly id: string; readonly bands: readonly string[] }[];
  readonly classes: readonly { readonly id: string; readonly values: readonly string[] }[];
  readonly stages: readonly string[];
  readonly segments: readonly string[];
  readonly labels: readonly string[];
}

export type Reference = "field" | "trait" | "score" | "band" | "class" | "stage" | "segment" | "label";

export type EntrySketch =
  | {
      readonly kind: "test";
      readonly of: Reference;
      readonly at: number;
      /** Which of the band's, class's … values. */
      readonly value: number;
      readonly form: "is" | "not" | "list" | "exists";
      readonly prefixed: boolean;
      readonly tests: Readonly<Record<FieldKind, RawTest>>;
      readonly score: RawTest;
    }
  | { readonly kind: "did" | "did_not"; readonly occurrence: RawOccurrence }
  | { readonly kind: "any" | "all" | "none"; readonly of: readonly ConditionSketch[] };

export type ConditionSketch = readonly EntrySketch[];

// Every test that a rulebook puts to a score.

import type { Span } from "../diagnostics/location.ts";
import { GREATEST_SCORE, type ScoreSet, scoresThatHold } from "../evaluate/bounds/score-sets.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { definitionOf, highestOf, usesOf } from "../rulebook/outline/lookups.ts";
import type { Outline } from "../rulebook/outline/outline.ts";
import { placeName } from "../rulebook/place.ts";
import { readTest } from "../rulebook/resolve/resolve-tests.ts";

export interface Threshold {
  readonly group: string;
  /** As it is written: "score.ski", or "ski" in a list of groups. */
  readonly name: string;
  readonly span: Span;
  readonly place: string;
  /** The scores that pass. */
  readonly wanted: ScoreSet;
}

export function findThresholds(rulebook: Rulebook, outline: Outline): readonly Threshold[] {
  return [...testedScores(outline), ...rankedGroups(rulebook, outline)];
}

function testedScores(outline: Outline): readonly Threshold[] {
  return usesOf(outline, "score").flatMap(({ use, subject }) => {
    const wanted = use.test && scoresThatHold(readTest(use.test));
    if (use.test === undefined || wanted === undefined) return [];
    const { name, place } = use;
    return [{ group: subject.id, name, span: use.test.span, place, wanted }];
  });
}

/** The groups of a class under `highest`, which take part from `at_least` on. */
function rankedGroups({ classes }: Rulebook, outline: Outline): readonly Threshold[] {
  return classes.flatMap((entry) => {
    if (entry.kind !== "highest" || entry.atLeast === undefined) return [];
    const wanted = [{ low: entry.atLeast, high: GREATEST_SCORE }];
    const place = placeName(["classes", entry.id]);
    return (highestOf(definitionOf(outline, "classes", entry.id)!) ?? []).map(({ value, span }) => ({
      ...{ group: value, name: value, span },
      ...{ place, wanted },
    }));
  });
}

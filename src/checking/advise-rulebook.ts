// What is doubtful about a rulebook by itself, one kind a file.

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { findScoreRanges } from "../evaluate/bounds/score-ranges.ts";
import type { Advice, SoundRulebook } from "./advice/advice.ts";
import { bandNeverApplies } from "./advice/band-never-applies.ts";
import { groupWithoutRules } from "./advice/group-without-rules.ts";
import { nobodyAdded } from "./advice/nobody-added.ts";
import { thresholdOutOfRange } from "./advice/threshold-out-of-range.ts";
import { unusedTrait } from "./advice/unused-trait.ts";
import { windowLongerThanActive } from "./advice/window-longer-than-active.ts";

const ADVICE: readonly Advice[] = [
  bandNeverApplies,
  groupWithoutRules,
  nobodyAdded,
  thresholdOutOfRange,
  unusedTrait,
  windowLongerThanActive,
];

/** In no order. */
export function adviseRulebook(sound: SoundRulebook): readonly Diagnostic[] {
  const advised = { ...sound, ranges: findScoreRanges(sound.rulebook) };
  return ADVICE.flatMap((find) => find(advised));
}

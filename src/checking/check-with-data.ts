// What data says of a rulebook, one kind a file.

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { findScoreRanges } from "../evaluate/bounds/score-ranges.ts";
import type { SoundRulebook } from "./advice/advice.ts";
import { alwaysCut } from "./data/always-cut.ts";
import type { DataCheck } from "./data/data-check.ts";
import { neverAwards } from "./data/never-awards.ts";
import { neverMet } from "./data/never-met.ts";
import { outOfReach } from "./data/out-of-reach.ts";
import { unseenEventType } from "./data/unseen-event-type.ts";
import { unseenField } from "./data/unseen-field.ts";
import { unseenValue } from "./data/unseen-value.ts";
import type { SurveyedData } from "./survey-data.ts";

const DATA_CHECKS: readonly DataCheck[] = [
  alwaysCut,
  neverAwards,
  neverMet,
  outOfReach,
  unseenEventType,
  unseenField,
  unseenValue,
];

/** In no order. */
export function checkWithData(sound: SoundRulebook, data: SurveyedData): readonly Diagnostic[] {
  const advised = { ...sound, ranges: findScoreRanges(sound.rulebook) };
  return DATA_CHECKS.flatMap((check) => check(advised, data));
}

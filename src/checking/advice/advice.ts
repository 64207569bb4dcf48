import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ScoreRange } from "../../evaluate/bounds/score-sets.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import type { Outline } from "../../rulebook/outline/outline.ts";

/** A rulebook without errors, and where everything in it is written. */
export interface SoundRulebook {
  readonly rulebook: Rulebook;
  readonly outline: Outline;
}

/** What advice rests on. */
export interface AdvisedRulebook extends SoundRulebook {
  /** By group: between which bounds its score must lie. */
  readonly ranges: ReadonlyMap<string, ScoreRange>;
}

/** Finds one kind of doubtful thing, wherever it occurs. */
export type Advice = (sound: AdvisedRulebook) => readonly Diagnostic[];

// What an explanation holds. The lines of a group always add up to its score.

import type { SourceLocation } from "../diagnostics/location.ts";
import type { Instant } from "../values/calendar.ts";
import type { Micro } from "../values/decimal.ts";
import type { StageState } from "./history.ts";
import type { Verdict } from "./triggers.ts";

export type Explanation = { readonly kind: "excluded"; readonly reason: string } | ScoreExplanation;

export interface ScoreExplanation {
  readonly kind: "scored";
  readonly groups: readonly GroupExplanation[];
  readonly classes: readonly { readonly class: string; readonly value: string }[];
  readonly stage: StageState | undefined;
  /** Memberships before this run's actions. */
  readonly segments: readonly string[];
  readonly labels: readonly string[];
  readonly triggers: readonly TriggerExplanation[];
}

export interface GroupExplanation {
  readonly group: string;
  readonly score: Micro;
  readonly band: string | undefined;
  readonly lines: readonly ScoreLine[];
  readonly notAwarded: readonly { readonly rule: string; readonly reason: string }[];
}

export type ScoreLine =
  | { readonly kind: "start"; readonly points: Micro }
  | AwardLine
  /** Earlier events count no more for the group; the line itself adds nothing. */
  | { readonly kind: "reset"; readonly points: Micro; readonly at: Instant }
  /** One plain group's part in a combined group: its score times the weight, rounded to six places. */
  | {
      readonly kind: "term";
      readonly group: string;
      readonly score: Micro;
      readonly weight: Micro;
      readonly points: Micro;
    }
  /** What rounding a combined score to six places adds or takes, where each line was rounded on its own. */
  | { readonly kind: "rounding"; readonly points: Micro }
  /** What keeping the score above `min` adds, or below `max` takes. */
  | { readonly kind: "min" | "max"; readonly points: Micro; readonly bound: Micro };

export interface AwardLine {
  readonly kind: "award";
  readonly rule: string;
  readonly times: number;
  readonly points: Micro;
  /** What each award was worth, where all were worth the same. */
  readonly each: Micro | undefined;
  /** The sum before `max_points` cut it; absent where it did not. */
  readonly uncut: Micro | undefined;
  readonly events: readonly AwardedEvent[];
  /** Why the rule's condition holds; absent where it has none. */
  readonly reason: string | undefined;
  readonly note: string | undefined;
  readonly location: SourceLocation;
}

export interface AwardedEvent {
  readonly id: string;
  readonly type: string;
  readonly at: Instant;
  readonly points: Micro;
  /** What it was worth before decay. */
  readonly undecayed: Micro;
}

export interface TriggerExplanation {
  readonly trigger: string;
  /** What a run now would make of it. */
  readonly verdict: Verdict;
  /** So far. */
  readonly firings: number;
  readonly lastFiredAt: Instant | undefined;
  /** What `when` finds now. */
  readonly finding: string;
  /** What `unless` finds, where it holds the trigger back. */
  readonly held: string | undefined;
  /** The end of the cooldown, where that holds the trigger back. */
  readonly coolsUntil: Instant | undefined;
  readonly location: SourceLocation;
}

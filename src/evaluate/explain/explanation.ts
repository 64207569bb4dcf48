// What an explanation holds. The lines of a group always add up to its score.

import type { SourceLocation } from "../../diagnostics/location.ts";
import type { Instant } from "../../values/calendar.ts";
import type { Micro } from "../../values/decimal.ts";
import type { StageState } from "../history.ts";
import type { Verdict } from "../triggers.ts";

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
  | {
      readonly kind: "reset";
      readonly points: Micro;
      readonly at: Instant;
      readonly event: SeenEvent;
      /** Events that rules of the group would count without it. */
      readonly outdated: number;
    }
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
  /** This and the next two are in event order, and empty where the award rests on no event. */
  readonly events: readonly AwardedEvent[];
  readonly refused: readonly RefusedEvent[];
  /** Events that give nothing, as their value is missing or fits no row. */
  readonly worthless: readonly SeenEvent[];
  /** By how much awards have decayed, such as "1 month x 50%"; absent where none has. */
  readonly decay: string | undefined;
  /** Why the rule's condition holds; absent where it has none. */
  readonly reason: string | undefined;
  readonly note: string | undefined;
  readonly location: SourceLocation;
}

export interface SeenEvent {
  readonly id: string;
  readonly type: string;
  readonly at: Instant;
}

/** An event that a limit did not let count. */
export interface RefusedEvent extends SeenEvent {
  /** The limits that refuse it, at least one: "1 per day". */
  readonly limits: readonly string[];
}

export interface AwardedEvent extends SeenEvent {
  readonly points: Micro;
  /** What it was worth before decay. */
  readonly undecayed: Micro;
}

export interface TriggerExplanation {
  readonly trigger: string;
  /** What a run now would make of it; "unknown" where that hangs on whether it was armed again by then. */
  readonly verdict: Verdict | "unknown";
  /** So far. */
  readonly firings: number;
  readonly lastFiredAt: Instant | undefined;
  /** What `when` finds now. */
  readonly finding: string;
  /** What `unless` finds, where it holds the trigger back. */
  readonly held: string | undefined;
  /** The end of the cooldown, where that holds the trigger back. */
  readonly coolsUntil: Instant | undefined;
  /** What it takes to arm it again, where it has fired and fires each time. */
  readonly rearm: string | undefined;
  readonly location: SourceLocation;
}

import type { Score } from "../../evaluate/history.ts";
import type { PastScores } from "../../run/past-scores.ts";
import type { ContactFiring, ContactMove } from "../../store/past/contact-moves.ts";
import type { Standing } from "../../store/read/standing.ts";
import type { ListedRun } from "../../store/runs/run-list.ts";

/** What `history` tells of a contact. */
export interface ContactPast {
  readonly standing: Standing;
  /** The newest first. */
  readonly runs: readonly PastRun[];
}

export interface PastRun {
  readonly run: ListedRun;
  readonly scores: PastScores;
  readonly moves: readonly ContactMove[];
  readonly firings: readonly ContactFiring[];
}

/** None where the run left the contact out, or its scores cannot be told. */
export function scoresOf({ scores }: PastRun): readonly Score[] {
  return scores.kind === "scored" ? scores.scores : [];
}

import type { Explanation } from "../evaluate/explanation.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { Standing } from "../store/standing.ts";
import type { Instant } from "../values/calendar.ts";

/** Everything that an explanation shows, as text or as JSON. */
export interface ExplainedContact {
  readonly rulebook: Rulebook;
  readonly asOf: Instant;
  /** False when looking back: what triggers did since then is not shown. */
  readonly isLastRun: boolean;
  readonly standing: Standing;
  readonly memberships: readonly ShownMembership[];
  readonly explanation: Explanation;
}

export interface ShownMembership {
  readonly kind: "segment" | "label";
  readonly name: string;
  /** Known as of the last run only. */
  readonly since: Instant | undefined;
}

import type { Explanation } from "../evaluate/explanation.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { Standing } from "../store/standing.ts";
import type { Instant } from "../values/calendar.ts";

/** Everything that an explanation shows, as text or as JSON. */
export interface ExplainedContact {
  readonly rulebook: Rulebook;
  readonly asOf: Instant;
  /** As the last run left it, whatever the as-of. */
  readonly standing: Standing;
  readonly explanation: Explanation;
}

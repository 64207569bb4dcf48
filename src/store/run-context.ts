import type { Rulebook } from "../rulebook/model.ts";
import type { Instant } from "../values/calendar.ts";
import type { People } from "./people.ts";

/** What saving needs to know of the run in progress. */
export interface RunContext {
  readonly runId: number;
  readonly asOf: Instant;
  readonly rulebook: Rulebook;
  /** The first run of a database has nothing to compare with: it records no changes. */
  readonly isFirst: boolean;
  /** As-of of the run before. */
  readonly lastAsOf: Instant | undefined;
  /** Outputs list anonymous contacts too, and triggers fire for them. */
  readonly includeAnonymous: boolean;
  readonly people: People;
}

import type { OutcomeContext } from "../outcomes/outcomes.ts";
import type { Tallies } from "../outcomes/tallies.ts";
import type { People } from "../people.ts";

/** What saving needs to know of the run in progress. */
export interface RunContext extends Omit<OutcomeContext, "includeAnonymous"> {
  readonly runId: number;
  /** As-of of the run before. */
  readonly lastAsOf: number | undefined;
  readonly people: People;
  /** Keys of contacts in whose groups of identities something has changed. */
  readonly touched: Set<string>;
  /** As the last run left them, with what this one has changed so far; begun anew where that has none. */
  tallies: Tallies;
}

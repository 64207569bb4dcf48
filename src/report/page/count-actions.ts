import type { ActionReport } from "../model.ts";

/** How many are to be taken, for whomever. */
export function countActions(actions: readonly ActionReport[]): number {
  return actions.reduce((sum, { count }) => sum + count, 0);
}

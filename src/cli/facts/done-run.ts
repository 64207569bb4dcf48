import type { RunOutcome } from "../../run/run-rulebook.ts";

/** A run that went through. */
export type DoneRun = Extract<RunOutcome, { kind: "done" }>;

/** What became of its lists. */
export interface WrittenLists {
  /** Their folder; absent where none were to be written. */
  readonly out?: string;
  readonly dryRun?: boolean;
}

import type { RunOutcome } from "../../run/run-rulebook.ts";

/** A run that went through. */
export type DoneRun = Extract<RunOutcome, { kind: "done" }>;

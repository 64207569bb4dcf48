import type { RunRequest } from "../../src/run/run-rulebook.ts";

/** A run that reads nothing, refuses nothing and tells nobody, but for what is given. */
export function runRequest(given: Partial<RunRequest> & Pick<RunRequest, "rulebook" | "asOf">): RunRequest {
  return {
    contacts: [],
    events: [],
    identities: [],
    maxRejects: { kind: "count", count: 0 },
    includeAnonymous: false,
    forSpreadsheet: false,
    full: false,
    dryRun: false,
    programVersion: "test",
    onImport: () => {},
    onScored: () => {},
    onPhase: () => {},
    isInterrupted: () => false,
    ...given,
  };
}

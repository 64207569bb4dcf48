import { describe, expect, test } from "vitest";
import { findRunBefore } from "../../src/cli/facts/run-before.ts";
import type { ListedRun } from "../../src/store/runs/run-list.ts";
import { doneRun } from "../support/terminal-samples.ts";

const DAY = 86_400_000;

function listed(runId: number, moved: number): ListedRun {
  return {
    ...{ runId, moved, asOf: runId * DAY - 1, timezone: "UTC", written: true },
    ...{ rulebookId: "shop", rulebookHash: "", programVersion: "test" },
    summary: { run: runId },
  } as unknown as ListedRun;
}

const storeOf = (runs: readonly ListedRun[]) => ({ runs: (limit: number) => runs.slice(0, limit) });

describe("the run before", () => {
  test.each([
    ["of the first is none", 1, [listed(1, 0)], undefined],
    ["is the last one but one", 5, [listed(5, 7), listed(4, 3), listed(2, 1)], [4, "1970-01-04", 7]],
    ["of a dry run is the last one kept", 6, [listed(5, 7), listed(4, 3)], [5, "1970-01-05", undefined]],
    ["of a dry run on a new database is none", 1, [], undefined],
  ])("%s", (_, runId, runs, expected) => {
    const found = findRunBefore(storeOf(runs), { ...doneRun(), runId });
    expect(found && [found.run, found.asOf, found.moved]).toEqual(expected);
  });
});

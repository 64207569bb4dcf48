// What is known of a contact's state at an instant before the last run.

import { describe, expect, test } from "vitest";
import { lookBack } from "../../src/diff/look-back.ts";
import type { LoadedHistory } from "../../src/store/histories.ts";
import { NO_STATE } from "../../src/store/state.ts";
import { NO_PREVIOUS } from "../support/evaluate-yaml.ts";

const [EARLIER, THEN, LATER] = [1_000, 2_000, 3_000];

const firing = (firings: number, lastFiredAt: number | undefined) => ({ armed: false, firings, lastFiredAt });

const LOADED: LoadedHistory = {
  history: {
    ...{ contactId: "ada", fields: {}, events: [] },
    previous: {
      ...NO_PREVIOUS,
      segments: new Set(["old", "young"]),
      labels: new Set(["old", "young"]),
      stage: { stage: "mql", since: LATER },
      triggers: new Map([
        ["fired-earlier", firing(1, EARLIER)],
        ["fired-later", firing(1, LATER)],
        ["fired-often", firing(3, LATER)],
        ["passed-over", firing(0, undefined)],
      ]),
    },
  },
  state: {
    ...NO_STATE,
    memberships: (["segment", "label"] as const).flatMap((kind) => [
      { kind, name: "old", since: THEN, setBy: "trigger" },
      { kind, name: "young", since: LATER, setBy: "trigger" },
    ]),
  },
};

describe("looking back", () => {
  const { previous } = lookBack(LOADED, THEN);

  test("memberships that began later are not there", () => {
    expect([previous.segments, previous.labels]).toEqual([new Set(["old"]), new Set(["old"])]);
  });

  test("nor is a stage", () => {
    expect(previous.stage).toBeUndefined();
  });

  test("a trigger whose only firing came later has not fired", () => {
    expect([...previous.triggers.keys()]).toEqual(["fired-earlier", "fired-often", "passed-over"]);
  });

  test("to the last run or beyond it finds all", () => {
    expect(lookBack(LOADED, LATER)).toEqual(LOADED.history);
  });
});

// A random rulebook, and the contacts and nights that it is tried with.

import fc from "fast-check";
import { yamlOfRaw } from "../raw-rulebook-file.ts";
import type { RawRulebook } from "../reference/raw-rulebook.ts";
import { historyFrom, historySketch, type RandomHistory } from "./random-history.ts";
import { rulebook } from "./random-rulebook.ts";

export interface RandomCase extends RandomHistory {
  readonly raw: RawRulebook;
}

/** A failure shows the rulebook as its author would see it. */
export const randomCase: fc.Arbitrary<RandomCase> = fc
  .record({ raw: rulebook, history: historySketch })
  .map(({ raw, history }) => {
    const { contacts, nights } = historyFrom(history, raw.timezone ?? "UTC");
    const shown = () => `\n${yamlOfRaw(raw)}\n${JSON.stringify({ contacts, nights }, undefined, 1)}`;
    return Object.defineProperty({ raw, contacts, nights }, fc.toStringMethod, { value: shown });
  });

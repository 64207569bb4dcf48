// One contact on its way through an evaluation: each step reads what the steps before it have put there.

import type { Micro } from "../values/decimal.ts";
import type { Fields, PreviousState } from "./history.ts";
import type { Matches } from "./selectors.ts";
import type { Value } from "./value.ts";

export interface ContactState {
  readonly fields: Fields;
  readonly matches: Matches;
  /** Traits worked out so far, by id. */
  readonly traits: Map<string, Value>;
  readonly scores: Map<string, Micro>;
  /** Groups in whose bands the score lies. */
  readonly bands: Map<string, string>;
  readonly classes: Map<string, string>;
  readonly segments: Set<string>;
  readonly labels: Set<string>;
  readonly previous: PreviousState;
}

export function createContactState(fields: Fields, matches: Matches, previous: PreviousState): ContactState {
  return {
    fields,
    matches,
    traits: new Map(),
    scores: new Map(),
    bands: new Map(),
    classes: new Map(),
    segments: new Set(),
    labels: new Set(),
    previous,
  };
}

// One contact on its way through an evaluation: each step reads what the steps before it have put there.

import type { Micro } from "../values/decimal.ts";
import type { Fields, History, PreviousState, StageState } from "./history.ts";
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
  /** Set by the step for stages, once. */
  stage: StageState | undefined;
  readonly segments: Set<string>;
  readonly labels: Set<string>;
  readonly previous: PreviousState;
  /** Triggers stay as they are. */
  readonly triggersRest: boolean;
}

export function createContactState(
  { fields, previous, triggersRest = false }: Pick<History, "fields" | "previous" | "triggersRest">,
  matches: Matches,
): ContactState {
  return {
    fields,
    matches,
    traits: new Map(),
    scores: new Map(),
    bands: new Map(),
    classes: new Map(),
    stage: undefined,
    segments: new Set(),
    labels: new Set(),
    previous,
    triggersRest,
  };
}

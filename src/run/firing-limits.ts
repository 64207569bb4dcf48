// `at_most`: more firings of a trigger than this stop the run before it changes anything.

import type { TriggerSummary } from "../output/run-summary.ts";
import type { Rulebook } from "../rulebook/model.ts";

export interface Overrun {
  readonly trigger: string;
  readonly firings: number;
  readonly atMost: number;
}

export function findOverruns({ triggers }: Rulebook, fired: readonly TriggerSummary[]): readonly Overrun[] {
  return triggers.flatMap(({ id, atMost }) => {
    const firings = fired.find((each) => each.trigger === id)?.firings ?? 0;
    return atMost !== undefined && firings > atMost ? [{ trigger: id, firings, atMost }] : [];
  });
}

// What happens in each round, decided by the seed alone: a round can be repeated by its number.

import { createRandom } from "../../bench/random.js";
import { type Moment, SIGHTS } from "./killed-run.ts";

export const SCENARIOS = [
  /** The night is killed, then run again. */
  "again",
  /** Killed, run again and killed again, then run to its end. */
  "twice",
  /** The very first run is killed, then run again: there was no database before. */
  "first",
  /** Killed, and only the next night runs. */
  "next",
] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface Round {
  readonly number: number;
  readonly scenario: Scenario;
  /** As parts of what an undisturbed run takes; one for every kill. */
  readonly moments: readonly PlannedMoment[];
}

/** A moment before it is known how long the run takes; shares are from 0 up to but not including 1. */
export type PlannedMoment =
  | { readonly kind: "time"; readonly share: number }
  | Extract<Moment, { kind: "sight" }>
  | { readonly kind: "step"; readonly share: number };

/** Kinds of moments in turn: half of the kills fall anywhere, the others into the short phases. */
const KINDS = ["time", "sight", "time", "step"] as const;
const LONGEST_AFTER_SIGHT_MS = 2;

export function planRounds(count: number, seed: number): readonly Round[] {
  return Array.from({ length: count }, (_, index) => {
    const random = createRandom(seed * 1_000_003 + index);
    const scenario = SCENARIOS[Math.floor(index / KINDS.length) % SCENARIOS.length]!;
    const first = planMoment(KINDS[index % KINDS.length]!, random);
    const second = planMoment(KINDS[Math.floor(random() * KINDS.length)]!, random);
    return { number: index + 1, scenario, moments: scenario === "twice" ? [first, second] : [first] };
  });
}

function planMoment(kind: Moment["kind"], random: () => number): PlannedMoment {
  switch (kind) {
    case "time":
    case "step":
      return { kind, share: random() };
    case "sight": {
      const sight = SIGHTS[Math.floor(random() * SIGHTS.length)]!;
      return { kind, sight, ms: random() < 0.4 ? 0 : random() * LONGEST_AFTER_SIGHT_MS };
    }
    default:
      return kind satisfies never;
  }
}

export function momentOf(
  planned: PlannedMoment,
  run: { readonly ms: number; readonly steps: number },
): Moment {
  switch (planned.kind) {
    case "time":
      return { kind: "time", ms: planned.share * run.ms };
    case "step":
      return { kind: "step", step: 1 + Math.floor(planned.share * run.steps) };
    case "sight":
      return planned;
    default:
      return planned satisfies never;
  }
}

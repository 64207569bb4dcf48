// Kills runs at any moment and runs them again: what comes out has to be what an undisturbed run leaves, with every
// action listed exactly once. CRASH_ROUNDS and CRASH_SEED say how many rounds, and which.

import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { finishRun, killRun, measureRun, PHASES, type Phase } from "./killed-run.ts";
import { type Night, writeNightFiles } from "./night-files.ts";
import { momentOf, planRounds, type Round } from "./rounds.ts";
import { firedActions, listedActions, readState, type ShopState } from "./shop-folder.ts";

const ROUNDS = Number(process.env["CRASH_ROUNDS"] ?? 200);
const SEED = Number(process.env["CRASH_SEED"] ?? Math.floor(Math.random() * 1_000_000));

interface Base {
  /** A folder as it is before the night. */
  readonly folder: string;
  readonly night: Night;
  readonly undisturbed: ShopState;
  readonly ms: number;
  readonly steps: number;
}

const temp = makeTempFolder();
const kills = new Map<Phase, number>(PHASES.map((phase) => [phase, 0]));
let firstNight: Base;
let laterNight: Base;

beforeAll(() => {
  const start = join(temp.path, "start");
  writeNightFiles(start);
  firstNight = prepare("first", start, 1);
  const later = join(temp.path, "later");
  cpSync(start, later, { recursive: true });
  finishRun(later, 1);
  finishRun(later, 2);
  writeFileSync(join(later, "out", "notes.txt"), "a note of the user's own");
  laterNight = prepare("third", later, 3);
});

function prepare(name: string, folder: string, night: Night): Base {
  const done = join(temp.path, `${name}-done`);
  cpSync(folder, done, { recursive: true });
  const { ms, steps } = measureRun(done, night);
  return { folder, night, undisturbed: readState(done), ms, steps };
}

afterAll(() => {
  temp.remove();
  const figures = [...kills].map(([phase, count]) => `${phase} ${count}`).join(", ");
  process.stdout.write(`\nseed ${SEED}, ${ROUNDS} rounds; kills by phase: ${figures}\n`);
});

/** Works in a copy of the base. Answers the folder, killed as often as the round says. */
async function killInCopy({ number, moments }: Round, base: Base): Promise<string> {
  const folder = join(temp.path, `round-${number}`);
  cpSync(base.folder, folder, { recursive: true });
  for (const planned of moments) {
    const phase = await killRun(folder, base.night, momentOf(planned, base));
    kills.set(phase, kills.get(phase)! + 1);
  }
  return folder;
}

async function expectUndisturbed(round: Round, base: Base): Promise<void> {
  const folder = await killInCopy(round, base);
  finishRun(folder, base.night);
  expect(readState(folder)).toEqual(base.undisturbed);
  rmSync(folder, { recursive: true });
}

/** The night's folder may be in place, or not: its actions are in that one, or in the next night's, never in both. */
async function expectActionsOnce(round: Round, base: Base): Promise<void> {
  const known = listedActions(base.folder).all;
  const folder = await killInCopy(round, base);
  const afterKill = listedActions(folder);
  finishRun(folder, 4);
  const afterNext = listedActions(folder);
  const listed = (actions: readonly string[], next: readonly string[]) =>
    [...actions.filter((id) => !known.includes(id)), ...next].sort();
  const fired = firedActions(folder, 2);
  expect(listed(afterKill.all, afterNext.all)).toEqual(fired);
  expect(listed(afterKill.byKind, afterNext.byKind)).toEqual(fired);
  rmSync(folder, { recursive: true });
}

describe(`with seed ${SEED}`, () => {
  test.each(planRounds(ROUNDS, SEED))("round $number, $scenario: $moments", async (round) => {
    if (round.scenario === "next") await expectActionsOnce(round, laterNight);
    else await expectUndisturbed(round, round.scenario === "first" ? firstNight : laterNight);
  });
});

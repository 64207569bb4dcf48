// A run that is killed with SIGKILL at a chosen moment, and the phase that it was in.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { PROGRAM } from "../support/cli.ts";
import { type Night, nightArguments } from "./night-files.ts";
import { readLastRun } from "./shop-folder.ts";

/** What can be seen of a run from outside, in the order in which it comes. */
export const SIGHTS = ["wal", "fresh", "made", "former", "placed", "cleared"] as const;
export type Sight = (typeof SIGHTS)[number];

export type Moment =
  /** Milliseconds from its start. */
  | { readonly kind: "time"; readonly ms: number }
  /** Milliseconds from when something is first seen. */
  | { readonly kind: "sight"; readonly sight: Sight; readonly ms: number }
  /** Right before its n-th call that changes a file or the database. */
  | { readonly kind: "step"; readonly step: number };

export const PHASES = [
  ...["start-up", "import", "evaluation", "commit", "committed", "writing", "placing", "marking", "end"],
] as const;
export type Phase = (typeof PHASES)[number];

const STEP_KILLER = join(import.meta.dirname, "kill-at-step.js");

/** Starts the night and kills it at the moment, or lets it end where that comes first. */
export async function killRun(folder: string, night: Night, moment: Moment): Promise<Phase> {
  const before = readLastRun(folder)?.runId ?? 0;
  const outBefore = inodeOf(join(folder, "out"));
  const run = start(folder, night, moment.kind === "step" ? { CRASH_STEP: String(moment.step) } : undefined);
  const ended = once(run, "close");
  let hasOpenInputs = false;
  if (moment.kind !== "step") {
    await untilMoment(run, folder, outBefore, moment);
    // Stopped first, so that what is seen of it is what it is killed in.
    run.kill("SIGSTOP");
    hasOpenInputs = readsInputs(run);
    run.kill("SIGKILL");
  }
  await ended;
  return phaseOf(folder, { before, outBefore, hasOpenInputs });
}

/** Milliseconds of wall time, and steps, that an undisturbed run of the night takes. */
export function measureRun(folder: string, night: Night): { readonly ms: number; readonly steps: number } {
  const count = join(folder, "steps.txt");
  const begun = performance.now();
  finishRun(folder, night, { CRASH_COUNT: count });
  const ms = performance.now() - begun;
  const steps = Number(readFileSync(count, "utf8"));
  rmSync(count);
  return { ms, steps };
}

/** Runs the night to its end; throws with what it said when it does not go through. */
export function finishRun(folder: string, night: Night, env?: Readonly<Record<string, string>>): void {
  const { status, stderr } = spawnSync(process.execPath, argumentsOf(night, env), {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`night ${night} ended with ${status}: ${stderr}`);
}

function start(folder: string, night: Night, env?: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, argumentsOf(night, env), {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
}

function argumentsOf(night: Night, env: Readonly<Record<string, string>> | undefined): readonly string[] {
  return [...(env === undefined ? [] : ["--import", STEP_KILLER]), PROGRAM, ...nightArguments(night)];
}

/** How much longer than asked a timer may take. */
const COARSE_MS = 5;

type WatchedMoment = Exclude<Moment, { kind: "step" }>;

async function untilMoment(
  run: ChildProcess,
  folder: string,
  outBefore: number | undefined,
  moment: WatchedMoment,
): Promise<void> {
  if (moment.kind === "sight") {
    while (run.exitCode === null && !isSeen(folder, outBefore, moment.sight)) await turn();
  }
  const until = performance.now() + moment.ms;
  if (moment.ms >= COARSE_MS) await sleep(moment.ms - COARSE_MS);
  while (run.exitCode === null && performance.now() < until) await turn();
}

function isSeen(folder: string, outBefore: number | undefined, sight: Sight): boolean {
  switch (sight) {
    case "wal":
      return sizeOf(join(folder, "shop.db-wal")) > 0;
    case "fresh":
      return existsSync(join(folder, ".out.tallybook-new"));
    case "made":
      return existsSync(join(folder, ".out.tallybook-new", "run.json"));
    case "former":
      return existsSync(join(folder, ".out.tallybook-old"));
    case "placed":
      return isPlaced(folder, outBefore);
    case "cleared":
      return isPlaced(folder, outBefore) && !existsSync(join(folder, ".out.tallybook-old"));
    default:
      return sight satisfies never;
  }
}

function isPlaced(folder: string, outBefore: number | undefined): boolean {
  const now = inodeOf(join(folder, "out"));
  return now !== undefined && now !== outBefore;
}

interface Before {
  /** The last run before this one; 0: none. */
  readonly before: number;
  readonly outBefore: number | undefined;
  readonly hasOpenInputs: boolean;
}

/** By what the killed run has left. */
function phaseOf(folder: string, { before, outBefore, hasOpenInputs }: Before): Phase {
  const last = readLastRun(folder);
  if (last === undefined || last.runId === before) {
    if (hasOpenInputs) return "import";
    if (sizeOf(join(folder, "shop.db-wal")) > 0) return "commit";
    return existsSync(join(folder, "shop.db-wal")) ? "evaluation" : "start-up";
  }
  if (existsSync(join(folder, ".out.tallybook-old"))) return "placing";
  if (last.written) return "end";
  if (existsSync(join(folder, ".out.tallybook-new"))) return "writing";
  return isPlaced(folder, outBefore) ? "marking" : "committed";
}

/** Asked of Linux; elsewhere the import counts as evaluation. */
function readsInputs({ pid }: ChildProcess): boolean {
  try {
    const open = readdirSync(`/proc/${pid}/fd`);
    return open.some((descriptor) => /\.csv$/.test(readTarget(`/proc/${pid}/fd/${descriptor}`)));
  } catch {
    return false;
  }
}

function readTarget(link: string): string {
  try {
    const target = readlinkSync(link);
    return target.includes("tallybook-new") ? "" : target;
  } catch {
    return "";
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

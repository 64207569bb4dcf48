// Runs the built program as a user would.

import { spawnSync } from "node:child_process";
import { join } from "node:path";

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const PROJECT = join(import.meta.dirname, "..", "..");
export const PROGRAM = join(PROJECT, "bin", "tallybook.js");

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What standard input holds. */
  readonly input?: string | Uint8Array;
}

export function tallybook(
  args: readonly string[],
  { cwd = PROJECT, env = {}, input = "" }: CliOptions = {},
): CliResult {
  const { GITHUB_ACTIONS: _, ...inherited } = process.env;
  const result = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd,
    env: { ...inherited, ...env },
    encoding: "utf8",
    input,
    timeout: 60_000,
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

// run.json: by it a folder is known as ours, and the files in it that are ours.

import { readFileSync } from "node:fs";
import { join } from "node:path";

export const RUN_FILE = "run.json";
export const RUN_FILE_VERSION = 1;

/** True when the folder holds a run.json that a run has written. */
export function isOwnFolder(folder: string): boolean {
  return readListedOutputs(folder) !== undefined;
}

/** Paths, with "/", of the files that the folder's run.json lists, itself included; `undefined` without one of ours. */
export function readListedOutputs(folder: string): ReadonlySet<string> | undefined {
  const hashes = readOutputHashes(folder);
  return hashes && new Set([RUN_FILE, ...hashes.keys()]);
}

/** SHA-256 by file, of those that run.json lists. */
export function readOutputHashes(folder: string): ReadonlyMap<string, unknown> | undefined {
  const run = readRunJson(folder);
  if (typeof run?.["schema_version"] !== "number") return undefined;
  if (typeof run["tool_version"] !== "string" || !Array.isArray(run["outputs"])) return undefined;
  return new Map(
    run["outputs"].flatMap((output: unknown) =>
      isRecord(output) && typeof output["file"] === "string" ? [[output["file"], output["sha256"]]] : [],
    ),
  );
}

/** What the folder's run.json holds, whoever wrote it; `undefined` where there is none that can be read. */
export function readRunJson(folder: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const run: unknown = JSON.parse(readFileSync(join(folder, RUN_FILE), "utf8"));
    return isRecord(run) ? run : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

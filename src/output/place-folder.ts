// Puts a finished folder in place of the one before. A crash at any point leaves either the old folder or the new
// one under its name, or the old one under its waiting name, and the next run finishes what was begun.

import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensureFolder } from "./ensure-folder.ts";
import { OutputError } from "./errors.ts";
import { flushFolder } from "./flush-folder.ts";
import type { OutputPaths } from "./output-paths.ts";
import { readListedOutputs } from "./run-file.ts";

export function placeFolder(paths: OutputPaths): void {
  const { folder, fresh, former } = paths;
  refuseCollisions(paths);
  const replaces = existsSync(folder);
  if (replaces) renameSync(folder, former);
  try {
    renameSync(fresh, folder);
  } catch (cause) {
    if (replaces) renameSync(former, folder);
    throw cause;
  }
  flushFolder(paths.parent);
  if (replaces) keepForeignFiles(former, folder);
}

/** After a crash: no folder in place means the former one comes back; one in place means only cleaning was left. */
export function finishInterrupted({ folder, former }: OutputPaths): void {
  if (!existsSync(former)) return;
  if (existsSync(folder)) keepForeignFiles(former, folder);
  else renameSync(former, folder);
}

/** Users keep notes beside the outputs: what the former run.json does not list moves over, the rest goes. */
function keepForeignFiles(former: string, folder: string): void {
  const listed = readListedOutputs(former) ?? new Set();
  for (const file of listFiles(former)) {
    if (listed.has(file) || existsSync(join(folder, file))) continue;
    ensureFolder(dirname(join(folder, file)));
    renameSync(join(former, file), join(folder, file));
  }
  rmSync(former, { recursive: true, force: true });
}

/** A file of the user under the name of a new output would be lost. */
function refuseCollisions({ folder, fresh, shown }: OutputPaths): void {
  if (!existsSync(folder)) return;
  const listed = readListedOutputs(folder) ?? new Set();
  const lost = listFiles(folder).find((file) => !listed.has(file) && existsSync(join(fresh, file)));
  if (lost !== undefined) {
    throw new OutputError(
      "usage",
      `output folder "${shown}" holds "${lost}", which no run has written but this one would; move it away`,
    );
  }
}

/** All but folders, links as themselves, relative with "/". */
function listFiles(folder: string, inside = ""): readonly string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
    return entry.isDirectory() ? listFiles(folder, path) : [path];
  });
}

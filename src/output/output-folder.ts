// Whether a run may put its output folder in the place given.

import { accessSync, constants, existsSync, lstatSync, readdirSync, type Stats, statSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { ensureFolder } from "./ensure-folder.ts";
import { OutputError, toOutputError } from "./errors.ts";
import { type OutputPaths, outputPaths } from "./output-paths.ts";
import { finishInterrupted } from "./place-folder.ts";
import { isOwnFolder } from "./run-file.ts";

/**
 * Makes the folders around the output folder and finishes what a crash left half-placed. Only for a run that has its
 * database's lock: another one may be placing its folder. Throws an OutputError.
 */
export function prepareOutputFolder(outDir: string): void {
  const paths = outputPaths(outDir);
  try {
    ensureFolder(paths.parent);
    finishInterrupted(paths);
  } catch (cause) {
    throw toOutputError(cause, outDir);
  }
  checkOutputFolder(outDir);
}

/** Looks only, and may so be asked before a run. Throws an OutputError when a run may not replace the folder. */
export function checkOutputFolder(outDir: string): void {
  const paths = outputPaths(outDir);
  try {
    refuseWorkingFolder(paths);
    refuseUnwritableParent(paths);
    const stats = lstatSync(paths.folder, { throwIfNoEntry: false });
    if (stats !== undefined) refuseOthersFolder(paths, stats);
  } catch (cause) {
    throw toOutputError(cause, outDir);
  }
}

function refuseOthersFolder({ folder, parent, shown }: OutputPaths, stats: Stats): void {
  if (stats.isSymbolicLink()) {
    throw new OutputError("usage", `output folder "${shown}" is a symbolic link; give the folder itself`);
  }
  if (!stats.isDirectory()) {
    throw new OutputError("usage", `"${shown}" is a file; expected a new or empty folder for the outputs`);
  }
  if (stats.dev !== lstatSync(parent).dev) {
    throw new OutputError("usage", `output folder "${shown}" is a mount point; give a folder inside it`);
  }
  if (readdirSync(folder).length > 0 && !isOwnFolder(folder)) {
    throw new OutputError(
      "usage",
      `output folder "${shown}" holds files that no run has written; give a new or empty folder`,
    );
  }
}

/** It is moved aside for a moment, and whoever works in it would be left in a folder that is gone. */
function refuseWorkingFolder({ folder, shown }: OutputPaths): void {
  const working = `${resolve(".")}${sep}`;
  const prefix = folder.endsWith(sep) ? folder : `${folder}${sep}`;
  if (working.startsWith(prefix)) {
    throw new OutputError(
      "usage",
      `output folder "${shown}" is the working folder or lies around it; give a folder inside it`,
    );
  }
}

/** Folders around it that do not exist yet are made inside the nearest that does. */
function refuseUnwritableParent({ parent, shown }: OutputPaths): void {
  let nearest = parent;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory()) {
    throw new OutputError("usage", `output folder "${shown}" cannot be made: "${nearest}" is a file`);
  }
  accessSync(nearest, constants.W_OK | constants.X_OK);
}

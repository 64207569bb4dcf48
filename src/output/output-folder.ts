// Whether a run may put its output folder in the place given.

import { accessSync, constants, existsSync, lstatSync, readdirSync, type Stats, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
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
    refuseLinksBeside(paths);
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
    refuseLinksBeside(paths);
    const stats = lstatSync(paths.folder, { throwIfNoEntry: false });
    if (stats !== undefined) refuseOthersFolder(paths, stats);
  } catch (cause) {
    throw toOutputError(cause, outDir);
  }
}

function refuseOthersFolder(paths: OutputPaths, stats: Stats): void {
  const { folder, parent, shown } = paths;
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
  refuseLinksInside(paths);
}

/** Files would be moved into them or out of them, wherever they lead. */
function refuseLinksBeside({ fresh, former, shown }: OutputPaths): void {
  for (const path of [fresh, former]) {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isDirectory()) {
      const what = stats.isSymbolicLink() ? "a symbolic link" : "a file";
      throw new OutputError(
        "usage",
        `"${path}", where a run keeps the output folder "${shown}" for a moment, is ${what}; remove it`,
      );
    }
  }
}

/** A program that follows the link would take what lies elsewhere for an output. */
function refuseLinksInside({ folder, shown }: OutputPaths): void {
  const link = findLink(folder);
  if (link === undefined) return;
  throw new OutputError(
    "usage",
    `output folder "${shown}" holds the symbolic link "${link}"; remove it, or give another folder`,
  );
}

/** The first link in it, at any depth; relative, with "/". */
function findLink(folder: string, inside = ""): string | undefined {
  for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
    const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
    if (entry.isSymbolicLink()) return path;
    const found = entry.isDirectory() ? findLink(folder, path) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
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

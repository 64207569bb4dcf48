// Writes files that are not there yet: all of them, or none.

import { lstatSync, rmdirSync, rmSync, type Stats, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensureFolder } from "../../output/ensure-folder.ts";
import { OutputError } from "../../output/errors.ts";

export interface NewFile {
  /** Within the folder, with "/". */
  readonly path: string;
  readonly text: string;
}

/** Makes the folder where there is none. Throws an OutputError; the folder is then as it was. */
export function writeNewFiles(folder: string, files: readonly NewFile[]): void {
  try {
    refuseTaken(folder, files);
    writeAll(folder, files, missingFolders(folder, files));
  } catch (cause) {
    throw toError(cause, folder);
  }
}

function writeAll(folder: string, files: readonly NewFile[], missing: readonly string[]): void {
  const written: string[] = [];
  try {
    for (const { path, text } of files) {
      ensureFolder(dirname(join(folder, path)));
      writeFileSync(join(folder, path), text, { flag: "wx" });
      written.push(join(folder, path));
    }
  } catch (cause) {
    for (const path of written) rmSync(path, { force: true });
    for (const path of missing) removeEmpty(path);
    throw cause;
  }
}

function refuseTaken(folder: string, files: readonly NewFile[]): void {
  const stats = statsOf(folder);
  if (stats !== undefined && !stats.isDirectory()) {
    const what = stats.isSymbolicLink() ? "a symbolic link" : "a file";
    throw new OutputError("usage", `"${folder}" is ${what}; give a new folder, or one to add to`);
  }
  if (stats === undefined) refuseBelowFile(folder);
  const places = files.flatMap(({ path }) => [...parentsOf(path), path]);
  const taken = [...new Set(places)].filter((place) => {
    const found = statsOf(join(folder, place));
    return found !== undefined && (!found.isDirectory() || files.some(({ path }) => path === place));
  });
  if (taken.length === 0) return;
  const names = taken.map((place) => `"${place}"`).join(", ");
  throw new OutputError(
    "usage",
    `"${folder}" already holds ${names}; nothing was written: move what is there away, or give another folder`,
  );
}

/** `folder` is not there; links on the way to it are followed. */
function refuseBelowFile(folder: string): void {
  let above = dirname(folder);
  while (statsOf(above) === undefined && dirname(above) !== above) above = dirname(above);
  if (statSync(above, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new OutputError("usage", `"${folder}" cannot be made: "${above}" is no folder; give another place`);
}

/** "a", "a/b" of "a/b/c". */
function parentsOf(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    // Below a file there is nothing.
    if ((cause as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw cause;
  }
}

/** Folders that writing has to make, the innermost first. */
function missingFolders(folder: string, files: readonly NewFile[]): readonly string[] {
  const inner = [...new Set(files.flatMap(({ path }) => parentsOf(path)))].map((path) => join(folder, path));
  const outer: string[] = [];
  for (let path = folder; statsOf(path) === undefined && dirname(path) !== path; path = dirname(path)) {
    outer.push(path);
  }
  return [...inner.filter((path) => statsOf(path) === undefined).reverse(), ...outer];
}

function removeEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // It was never made, or somebody has put something there.
  }
}

/** What another name mends. */
const MISTAKES: Readonly<Record<string, string>> = {
  ENAMETOOLONG: "has too long a name; give a shorter one",
  ELOOP: "lies behind a symbolic link that leads back to itself; give another place",
};

function toError(cause: unknown, folder: string): unknown {
  const code = (cause as NodeJS.ErrnoException).code;
  if (cause instanceof OutputError || typeof code !== "string") return cause;
  const mistake = MISTAKES[code];
  if (mistake !== undefined) return new OutputError("usage", `"${folder}" ${mistake}`, { cause });
  return new OutputError(
    "cannot-finish",
    `"${folder}" cannot be written (${code}); nothing was kept: check its permissions and its disk`,
    { cause },
  );
}

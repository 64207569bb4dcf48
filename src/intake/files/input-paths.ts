// Which files the paths and globs of a command line mean.

import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { compareText } from "../../values/text.ts";
import { InputError } from "../input-error.ts";
import { systemCode, unreadable } from "./unreadable.ts";

/**
 * The paths of the files that a path or glob means; a glob's matches in code point order. A path that exists is meant
 * literally. Throws an InputError for what is not there, is not a plain file, or matches nothing.
 */
export async function findFiles(pattern: string): Promise<readonly string[]> {
  if (pattern === "") throw new InputError('""', "no file has an empty name; give a path or a pattern");
  // No system has such a file, and Node would throw what only a mistake of the program should.
  if (pattern.includes("\0")) throw new InputError(pattern, "no such file");
  const literal = await findFile(pattern);
  if (literal !== undefined) return [literal];
  // Only now: a run whose files are named starts without.
  const { glob, isDynamicPattern } = await import("tinyglobby");
  if (!isDynamicPattern(pattern)) throw new InputError(pattern, "no such file");
  const matches = await glob(pattern, { expandDirectories: false, absolute: isAbsolute(pattern) });
  const found = await Promise.all(matches.sort(compareText).map(findFile));
  if (found.length === 0) throw new InputError(pattern, "no file matches this pattern");
  return found.filter((file) => file !== undefined);
}

async function findFile(path: string): Promise<string | undefined> {
  const found = await statIfExists(path);
  if (found === undefined) return undefined;
  refuseUnlessFile(path, found);
  return path;
}

function refuseUnlessFile(path: string, found: Stats): void {
  if (found.isDirectory()) throw new InputError(path, "is a folder; expected a CSV file");
  if (!found.isFile()) throw new InputError(path, "is not a regular file; expected a CSV file");
}

async function statIfExists(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw unreadable(path, error);
  }
}

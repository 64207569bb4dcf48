// Which files the paths and globs of a command line mean.

import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { compareText } from "../../values/text.ts";
import { InputError } from "../input-error.ts";

export interface FoundFile {
  /** As given, or as the glob found it. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * The files in the order given, each glob replaced by its matches in code point order. A path that exists is meant
 * literally. Throws an InputError for what is not there, is not a plain file, or matches nothing.
 */
export async function findFiles(patterns: readonly string[]): Promise<readonly FoundFile[]> {
  const files: FoundFile[] = [];
  for (const pattern of patterns) files.push(...(await findFilesOf(pattern)));
  return files;
}

async function findFilesOf(pattern: string): Promise<readonly FoundFile[]> {
  if (pattern === "-") throw new InputError(pattern, "standard input is not supported yet; give a file");
  const literal = await findFile(pattern);
  if (literal !== undefined) return [literal];
  if (!isDynamicPattern(pattern)) throw new InputError(pattern, "no such file");
  const matches = await glob(pattern, { expandDirectories: false, absolute: isAbsolute(pattern) });
  const found = await Promise.all(matches.sort(compareText).map(findFile));
  if (found.length === 0) throw new InputError(pattern, "no file matches this pattern");
  return found.filter((file) => file !== undefined);
}

async function findFile(path: string): Promise<FoundFile | undefined> {
  const found = await statIfExists(path);
  if (found === undefined) return undefined;
  refuseUnlessFile(path, found);
  return { path, bytes: found.size };
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

/** The InputError for a failed system call; anything else is handed back as it is. */
export function unreadable(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  return new InputError(path, `cannot be read: ${SYSTEM_PROBLEMS[code] ?? code}`);
}

const SYSTEM_PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "no such file",
  ENOTDIR: "a part of its path is not a folder",
  ELOOP: "too many symbolic links",
  ENAMETOOLONG: "the name is too long",
  EMFILE: "too many open files",
};

function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

// Which test files the arguments of a command line mean.

import { type Stats, statSync } from "node:fs";
import { isAbsolute, join, normalize } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { compareText } from "../values/text.ts";
import { TestFileError } from "./test-file-error.ts";

const TEST_FILES = "**/*.test.yaml";

/**
 * The files in the order given: a folder stands for the test files in it, a pattern for its matches in code point
 * order; without any argument it is the working folder. Each file comes once. Throws a TestFileError for what is not
 * there.
 */
export async function findTestFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths.length === 0 ? ["."] : paths) found.push(...(await findAt(path)));
  return [...new Set(found.map((path) => normalize(path)))];
}

async function findAt(path: string): Promise<readonly string[]> {
  const stats = statIfExists(path);
  if (stats?.isDirectory()) return findIn(path);
  if (stats?.isFile()) return [path];
  if (stats !== undefined) throw new TestFileError(`test file "${path}" is no plain file`);
  if (!isDynamicPattern(path)) throw new TestFileError(`test file "${path}" does not exist`);
  const matches = await glob(path, { expandDirectories: false, absolute: isAbsolute(path), ...LEFT_OUT });
  return matches.sort(compareText);
}

async function findIn(folder: string): Promise<readonly string[]> {
  const matches = await glob(TEST_FILES, { cwd: folder, ...LEFT_OUT });
  return matches.sort(compareText).map((match) => join(folder, match));
}

const LEFT_OUT = { ignore: ["**/node_modules/**"] };

function statIfExists(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    const why = REASONS[(cause as NodeJS.ErrnoException).code ?? ""];
    if (why === undefined) throw cause;
    throw new TestFileError(`test file "${path}" ${why}`, { cause });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENAMETOOLONG: "does not exist, its name is too long",
  ELOOP: "is a symbolic link that leads back to itself",
  EACCES: "may not be read; check the permissions of its folder",
};

// `--junit FILE`, `--sarif FILE` and the like: where results may go, and how they get there.

import { closeSync, openSync, readSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ensureFolder } from "../../output/ensure-folder.ts";
import { UsageError } from "../exit-codes.ts";

/** A kind of file that a command writes its results to. */
export interface ResultFile {
  /** "--junit". */
  readonly option: string;
  /** What it holds, such as "test results". */
  readonly content: string;
  /** How every such file begins; ASCII. Only such a file is written over. */
  readonly beginning: string;
}

/** Looks only. Throws a UsageError for what is no file, and for a file that holds something else. */
export function checkResultPlace(path: string, kind: ResultFile): void {
  const { option, content, beginning } = kind;
  if (path.trim() === "") throw new UsageError(`${option} is empty; give the file for the results`);
  if (path === "-") {
    throw new UsageError(
      `${option} writes ${content} to a file, not to standard output; give the file, or "./-" for one of that name`,
    );
  }
  attemptResult(path, kind, () => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isDirectory()) throw new UsageError(`${option} "${path}" is a folder; give a file in it`);
    if (!stats.isFile()) throw new UsageError(`${option} "${path}" is no plain file; give another place`);
    if (stats.size > 0 && !beginsWith(path, beginning)) {
      throw new UsageError(
        `${option} "${path}" holds something else than ${content}, which would be lost; give a new file`,
      );
    }
  });
}

export function writeResult(path: string, kind: ResultFile, text: string): void {
  checkResultPlace(path, kind);
  attemptResult(path, kind, () => {
    ensureFolder(dirname(path));
    writeFileSync(path, text);
  });
}

function beginsWith(path: string, beginning: string): boolean {
  const descriptor = openSync(path, "r");
  try {
    const start = Buffer.alloc(beginning.length);
    readSync(descriptor, start, 0, start.length, 0);
    return start.toString("latin1") === beginning;
  } finally {
    closeSync(descriptor);
  }
}

/** Says in its own words why a place cannot be written to. */
export function attemptResult(path: string, { option }: ResultFile, work: () => void): void {
  try {
    work();
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const { code = "" } = cause as NodeJS.ErrnoException;
    const wrong = WRONG_PLACES[code];
    if (wrong !== undefined) throw new UsageError(`${option} "${path}" ${wrong}`, { cause });
    const hindrance = HINDRANCES[code];
    if (hindrance !== undefined) throw new ResultFileError(`${option} "${path}" ${hindrance}`, { cause });
    throw cause;
  }
}

/** The results cannot be written: disk or permissions. */
class ResultFileError extends Error {
  override readonly name = "ResultFileError";
}

const WRONG_PLACES: Readonly<Record<string, string>> = {
  ENAMETOOLONG: "has too long a name; give a shorter one",
  ELOOP: "is a symbolic link that leads back to itself; give another place",
  ENOTDIR: "lies in what is no folder; give another place",
  EEXIST: "lies in what is no folder; give another place",
};

const HINDRANCES: Readonly<Record<string, string>> = {
  EACCES: "cannot be written; check permissions",
  EPERM: "cannot be written; check permissions",
  EROFS: "cannot be written: its disk is read-only; give another place",
  ENOSPC: "cannot be written: no space left on its disk",
  EDQUOT: "cannot be written: no space left on its disk",
};

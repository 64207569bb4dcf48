// `--junit FILE`: where the results of tests may go, and how they get there.

import { closeSync, openSync, readSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ensureFolder } from "../output/ensure-folder.ts";
import type { TestReport } from "../testing/run-tests.ts";
import { UsageError } from "./exit-codes.ts";
import { formatJunit } from "./tests-junit.ts";

/** How every file begins that tests have written. */
const BEGINNING = '<?xml version="1.0"';

/** Looks only. Throws a UsageError for what is no file, and for a file that holds something else than XML. */
export function checkJunitPlace(path: string): void {
  if (path.trim() === "") throw new UsageError("--junit is empty; give the file for the results");
  attempt(path, () => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isDirectory()) throw new UsageError(`--junit "${path}" is a folder; give a file in it`);
    if (!stats.isFile()) throw new UsageError(`--junit "${path}" is no plain file; give another place`);
    if (stats.size > 0 && !beginsAsXml(path)) {
      throw new UsageError(
        `--junit "${path}" holds something else than test results, which would be lost; give a new file`,
      );
    }
  });
}

export function writeJunit(path: string, report: TestReport): void {
  checkJunitPlace(path);
  attempt(path, () => {
    ensureFolder(dirname(path));
    writeFileSync(path, formatJunit(report));
  });
}

function beginsAsXml(path: string): boolean {
  const descriptor = openSync(path, "r");
  try {
    const start = Buffer.alloc(BEGINNING.length);
    readSync(descriptor, start, 0, start.length, 0);
    return start.toString("latin1") === BEGINNING;
  } finally {
    closeSync(descriptor);
  }
}

function attempt(path: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const { code = "" } = cause as NodeJS.ErrnoException;
    const wrong = WRONG_PLACES[code];
    if (wrong !== undefined) throw new UsageError(`--junit "${path}" ${wrong}`, { cause });
    const hindrance = HINDRANCES[code];
    if (hindrance !== undefined) throw new JunitError(`--junit "${path}" ${hindrance}`, { cause });
    throw cause;
  }
}

/** The results cannot be written: disk or permissions. */
class JunitError extends Error {
  override readonly name = "JunitError";
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

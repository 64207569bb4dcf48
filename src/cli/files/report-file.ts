// Where `report --to FILE` may put its page, and how it gets there: whole, or not at all.

import { existsSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ensureFolder } from "../../output/ensure-folder.ts";
import { readListedOutputs } from "../../output/run-file.ts";
import { findRunOf } from "../../output/run-json.ts";
import { UsageError } from "../exit-codes.ts";
import { attemptResult, checkResultPlace, type ResultFile } from "./result-file.ts";

/** Other pages begin with a doctype as well, but hardly with such a policy. */
const PAGE: ResultFile = {
  option: "--to",
  content: "a page",
  beginning: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;`,
};

/** What SQLite and the lock of runs keep beside a database. Some of it is empty at times, and looks like a new file. */
const BESIDE_DATABASE = [".lock", "-journal", "-shm", "-wal"];

/** Looks only. Throws a UsageError for a place that a page would spoil. */
export function checkReportPlace(path: string, db: string): void {
  if (path.trim() !== "") attemptResult(path, PAGE, () => refuseDatabase(path, db));
  checkResultPlace(path, PAGE);
  const target = findTarget(path);
  const folder = dirname(target);
  if (readListedOutputs(folder)?.has(basename(target)) !== true) return;
  throw new UsageError(
    `--to "${path}" belongs to the output folder of run ${findRunOf(folder)}, whose run.json tells what is in it; give another place, or write the folder anew with tallybook export`,
  );
}

function refuseDatabase(path: string, db: string): void {
  const databases = [...new Set([resolve(db), findTarget(db)])];
  const target = findTarget(path);
  if (databases.includes(target)) {
    throw new UsageError(`--to "${path}" is the database; give a file of its own`);
  }
  const isBeside = databases.some((database) => BESIDE_DATABASE.some((end) => target === database + end));
  if (isBeside) {
    throw new UsageError(`--to "${path}" is kept for the database "${db}"; give a file of its own`);
  }
}

/** Where a symbolic link leads to, whether it is the file or a folder on the way. */
function findTarget(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const folder = dirname(resolve(path));
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(path));
}

/** By way of a name beside it: who looks at the page meanwhile sees the one before. */
export function writeReportFile(path: string, page: string): void {
  attemptResult(path, PAGE, () => {
    const target = findTarget(path);
    const fresh = join(dirname(target), `.${basename(target)}.tallybook-new`);
    try {
      ensureFolder(dirname(target));
      writeFileSync(fresh, page, { flush: true });
      renameSync(fresh, target);
    } finally {
      rmSync(fresh, { force: true });
    }
  });
}

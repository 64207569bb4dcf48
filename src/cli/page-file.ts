// Where `report --to FILE` may put its page, and how it gets there: whole, or not at all.

import { existsSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ensureFolder } from "../output/ensure-folder.ts";
import { readListedOutputs } from "../output/run-file.ts";
import { findRunOf } from "../output/run-report.ts";
import { UsageError } from "./exit-codes.ts";
import { attemptResult, checkResultPlace, type ResultFile } from "./result-file.ts";

const PAGE: ResultFile = { option: "--to", content: "a page", beginning: "<!doctype html>" };

/** Looks only. Throws a UsageError for a place that a page would spoil. */
export function checkPagePlace(path: string, db: string): void {
  if (resolve(path) === resolve(db)) {
    throw new UsageError(`--to "${path}" is the database; give a file of its own`);
  }
  checkResultPlace(path, PAGE);
  const folder = dirname(resolve(path));
  if (readListedOutputs(folder)?.has(basename(path)) !== true) return;
  throw new UsageError(
    `--to "${path}" belongs to the output folder of run ${findRunOf(folder)}, whose run.json tells what is in it; give another place, or write the folder anew with tallybook export`,
  );
}

/** By way of a name beside it: who looks at the page meanwhile sees the one before. */
export function writePage(path: string, page: string): void {
  attemptResult(path, PAGE, () => {
    const target = existsSync(path) ? realpathSync(path) : resolve(path);
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

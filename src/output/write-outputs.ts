// The output folder: made whole beside its place, then put there.

import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rulebook } from "../rulebook/model.ts";
import type { RunRecord } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import { writeActions } from "./actions.ts";
import type { OutputFile } from "./csv-file.ts";
import { toOutputError } from "./errors.ts";
import { flushFolders } from "./flush-folder.ts";
import { createInstantFormat } from "./instants.ts";
import { writeChanges, writeConflicts, writeRejects } from "./listings.ts";
import { writeMembers, writeScores } from "./lists.ts";
import { prepareOutputFolder } from "./output-folder.ts";
import { outputPaths } from "./output-paths.ts";
import { placeFolder } from "./place-folder.ts";
import { RUN_FILE } from "./run-file.ts";
import { createRunJson, type RunDetails } from "./run-json.ts";

export interface WrittenOutputs {
  /** The files that run.json lists, which are all but run.json itself. */
  readonly outputs: readonly OutputFile[];
  /** SHA-256 of run.json, in hex. */
  readonly runFile: string;
}

/** Writes further files into a folder that is being made, and says which. */
export type WriteMore = (folder: string) => Promise<readonly OutputFile[]>;

/**
 * Writes the folder of a finished run, `rulebook` being the one it used, and puts it in place of what `outDir` held.
 * Throws an OutputError; a folder that was there is then still in place.
 */
export function writeOutputs(
  store: Store,
  run: RunRecord,
  rulebook: Rulebook,
  outDir: string,
  details: RunDetails,
  writeMore: WriteMore = async () => [],
): Promise<WrittenOutputs> {
  return placeWhole(outDir, async (folder) => {
    const outputs = [
      writeScores(store, rulebook, run.basis.kinds, folder),
      ...[...rulebook.segments, ...rulebook.labels].map((collection) =>
        writeMembers(store, rulebook, collection, folder),
      ),
      ...writeEvents(store, run, rulebook, folder),
      writeConflicts(store, run, folder),
      ...(await writeMore(folder)),
    ];
    return finishFolder(run, details, folder, outputs);
  });
}

/**
 * What is kept of a run that others have followed: its changes, actions and rejects. Scores, members and conflicts are
 * kept as the last run left them. Throws as `writeOutputs` does.
 */
export function writePastOutputs(
  store: Store,
  run: RunRecord,
  rulebook: Rulebook,
  outDir: string,
  details: RunDetails,
  writeMore: WriteMore = async () => [],
): Promise<WrittenOutputs> {
  return placeWhole(outDir, async (folder) => {
    const outputs = [...writeEvents(store, run, rulebook, folder), ...(await writeMore(folder))];
    return finishFolder(run, { ...details, isPast: true }, folder, outputs);
  });
}

async function placeWhole(
  outDir: string,
  makeFolder: (folder: string) => Promise<WrittenOutputs>,
): Promise<WrittenOutputs> {
  prepareOutputFolder(outDir);
  const paths = outputPaths(outDir);
  try {
    rmSync(paths.fresh, { recursive: true, force: true });
    const written = await makeFolder(paths.fresh);
    placeFolder(paths);
    return written;
  } catch (cause) {
    rmSync(paths.fresh, { recursive: true, force: true });
    throw toOutputError(cause, outDir);
  }
}

/** What happened in the run itself. */
function writeEvents(
  store: Store,
  run: RunRecord,
  rulebook: Rulebook,
  folder: string,
): readonly (OutputFile | undefined)[] {
  return [
    writeChanges(store, run, folder),
    ...writeActions(store, run, rulebook, folder, createInstantFormat(rulebook.timezone)),
    writeRejects(store, run, folder),
  ];
}

/** `undefined` among the files are those that were not needed. */
function finishFolder(
  run: RunRecord,
  details: RunDetails,
  folder: string,
  files: readonly (OutputFile | undefined)[],
): WrittenOutputs {
  const outputs = files.filter((output) => output !== undefined);
  const content = createRunJson(run, details, outputs);
  const text = `${JSON.stringify(content, undefined, 2)}\n`;
  writeFileSync(join(folder, RUN_FILE), text, { flush: true });
  flushFolders(folder);
  return { outputs, runFile: createHash("sha256").update(text).digest("hex") };
}

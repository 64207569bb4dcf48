// scores.csv, and a list of members for each segment and label.

import type { Collection, Rulebook } from "../rulebook/model.ts";
import { memberFile, SCORES_FILE } from "../store/outcomes/listed-files.ts";
import type { Store } from "../store/store.ts";
import { createCsvFile, type OutputFile } from "./csv-file.ts";
import { membersHeader, scoresHeader } from "./list-rows.ts";

/** `kinds` are those of the identities that have a column. */
export function writeScores(
  store: Store,
  rulebook: Rulebook,
  kinds: readonly string[],
  folder: string,
): OutputFile {
  return writeList(store, SCORES_FILE, scoresHeader(rulebook, kinds), folder);
}

/** `segments/<id>.csv` or `labels/<id>.csv`; an empty one still has its header. */
export function writeMembers(
  store: Store,
  rulebook: Rulebook,
  { kind, id }: Collection,
  folder: string,
): OutputFile {
  return writeList(store, memberFile(kind, id), membersHeader(rulebook), folder);
}

function writeList(store: Store, file: string, header: readonly string[], folder: string): OutputFile {
  const csv = createCsvFile(folder, file, header);
  try {
    for (const { text, rows } of store.outputRows(file)) csv.writeLines(text, rows);
    return csv.end();
  } finally {
    csv.abandon();
  }
}

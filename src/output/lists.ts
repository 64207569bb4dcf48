// scores.csv, and a list of members for each segment and label.

import { compareKinds, rankKinds } from "../intake/identity/rank-kinds.ts";
import type { Collection, Rulebook } from "../rulebook/model.ts";
import type { ScoredRow } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import type { Instant } from "../values/calendar.ts";
import { formatDecimal, type Micro } from "../values/decimal.ts";
import { type OutputFile, writeCsvFile } from "./csv-file.ts";

export function writeScores(store: Store, rulebook: Rulebook, folder: string): OutputFile {
  const banded = rulebook.groups.filter((group) => group.bands.length > 0);
  const stages = new Set(rulebook.stages.map(({ id }) => id));
  const hasStages = stages.size > 0;
  const kinds = otherKinds(store, rulebook);
  const header = [
    "contact_id",
    ...kinds,
    ...rulebook.groups.map((group) => `score.${group.id}`),
    ...banded.map((group) => `band.${group.id}`),
    ...rulebook.classes.map((entry) => `class.${entry.id}`),
    ...(hasStages ? ["stage"] : []),
    "segments",
    "labels",
  ];
  const toRow = (row: ScoredRow) => [
    row.written,
    ...kinds.map((kind) => (kind === "email" ? row.email : (row.identities.get(kind) ?? []).join(";"))),
    ...rulebook.groups.map((group) => decimalOrBlank(row.scores.get(group.id))),
    ...banded.map((group) => row.bands.get(group.id) ?? ""),
    ...rulebook.classes.map((entry) => row.classes.get(entry.id) ?? ""),
    ...(hasStages ? [row.stage !== undefined && stages.has(row.stage) ? row.stage : ""] : []),
    joinInOrder(rulebook.segments, row.segments),
    joinInOrder(rulebook.labels, row.labels),
  ];
  return writeCsvFile(folder, "scores.csv", header, mapRows(store.scored(), toRow));
}

/** The e-mail, and whatever else identifies contacts, in rank order. */
function otherKinds(store: Store, { sources }: Rulebook): readonly string[] {
  return ["email", ...store.furtherKinds()].sort(compareKinds(rankKinds(sources)));
}

/** `segments/<id>.csv` or `labels/<id>.csv`; an empty one still has its header. */
export function writeMembers(
  store: Store,
  rulebook: Rulebook,
  { kind, id }: Collection,
  folder: string,
  formatInstant: (at: Instant) => string,
): OutputFile {
  const groups = rulebook.groups.map((group) => group.id);
  const header = ["contact_id", "email", "since", ...groups.map((id) => `score.${id}`)];
  const rows = mapRows(store.members(kind, id), ({ written, email, since, scores }) => [
    written,
    email,
    formatInstant(since),
    ...groups.map((group) => decimalOrBlank(scores.get(group))),
  ]);
  return writeCsvFile(folder, `${kind}s/${id}.csv`, header, rows);
}

export function* mapRows<From, To>(rows: Iterable<From>, toRow: (row: From) => To): Generator<To> {
  for (const row of rows) yield toRow(row);
}

function decimalOrBlank(points: Micro | undefined): string {
  return points === undefined ? "" : formatDecimal(points);
}

/** In rulebook order. */
function joinInOrder(collections: readonly Collection[], names: ReadonlySet<string>): string {
  return collections
    .map((collection) => collection.id)
    .filter((id) => names.has(id))
    .join(";");
}

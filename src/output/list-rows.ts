// The rows of scores.csv and of the lists of members: made when a contact is evaluated, kept until it is again.

import { compareKinds, rankKinds } from "../intake/identity/rank-kinds.ts";
import type { Collection, Rulebook } from "../rulebook/model.ts";
import { memberFile, SCORES_FILE } from "../store/listed-files.ts";
import type { Basis, OutputRow, ScoredRow } from "../store/model.ts";
import { formatDecimal, type Micro } from "../values/decimal.ts";
import { type CellText, cellText } from "./cell-text.ts";
import { toCsvLines } from "./csv-text.ts";
import { createInstantFormat } from "./instants.ts";

/** The e-mail, and whatever else identifies contacts, in rank order; `further` are the kinds of the latter. */
export function identityKinds(further: readonly string[], { sources }: Rulebook): readonly string[] {
  return ["email", ...further].sort(compareKinds(rankKinds(sources)));
}

/** `kinds` are `identityKinds`. */
export function scoresHeader(rulebook: Rulebook, kinds: readonly string[]): readonly string[] {
  const banded = rulebook.groups.filter((group) => group.bands.length > 0);
  return [
    "contact_id",
    ...kinds,
    ...rulebook.groups.map((group) => `score.${group.id}`),
    ...banded.map((group) => `band.${group.id}`),
    ...rulebook.classes.map((entry) => `class.${entry.id}`),
    ...(rulebook.stages.length > 0 ? ["stage"] : []),
    "segments",
    "labels",
  ];
}

export function membersHeader({ groups }: Rulebook): readonly string[] {
  return ["contact_id", "email", "since", ...groups.map(({ id }) => `score.${id}`)];
}

/** For each contact, its rows in the files that list it. */
export type ListRenderer = (contacts: readonly ScoredRow[]) => readonly (readonly OutputRow[])[];

/** `kinds` are `identityKinds`. */
export function createListRenderer(
  rulebook: Rulebook,
  { kinds, forSpreadsheet }: Pick<Basis, "kinds" | "forSpreadsheet">,
): ListRenderer {
  const toText = cellText(forSpreadsheet);
  const toScores = scoresCells(rulebook, kinds, toText);
  const toMembers = membersCells(rulebook, toText);
  return (contacts) => {
    const cells = contacts.map((contact) => [
      { file: SCORES_FILE, cells: toScores(contact) },
      ...toMembers(contact),
    ]);
    const lines = toCsvLines(cells.flatMap((rows) => rows.map((row) => row.cells)))[Symbol.iterator]();
    return cells.map((rows) => rows.map(({ file }) => ({ file, row: String(lines.next().value) })));
  };
}

function scoresCells(
  rulebook: Rulebook,
  kinds: readonly string[],
  toText: CellText,
): (row: ScoredRow) => readonly string[] {
  const banded = rulebook.groups.filter((group) => group.bands.length > 0);
  const stages = new Set(rulebook.stages.map(({ id }) => id));
  const hasStages = stages.size > 0;
  return (row) => [
    toText(row.written),
    ...kinds.map((kind) => toText(kind === "email" ? row.email : (row.identities.get(kind) ?? []).join(";"))),
    ...rulebook.groups.map((group) => decimalOrBlank(row.scores.get(group.id))),
    ...banded.map((group) => row.bands.get(group.id) ?? ""),
    ...rulebook.classes.map((entry) => row.classes.get(entry.id) ?? ""),
    ...(hasStages ? [row.stage !== undefined && stages.has(row.stage) ? row.stage : ""] : []),
    joinInOrder(rulebook.segments, row.segments),
    joinInOrder(rulebook.labels, row.labels),
  ];
}

interface CellsOfFile {
  readonly file: string;
  readonly cells: readonly string[];
}

function membersCells(rulebook: Rulebook, toText: CellText): (row: ScoredRow) => readonly CellsOfFile[] {
  const collections = [...rulebook.segments, ...rulebook.labels].map(({ kind, id }) => ({
    ...{ kind, id, file: memberFile(kind, id) },
  }));
  const formatInstant = createInstantFormat(rulebook.timezone);
  return ({ written, email, scores, segments, labels }) => {
    const decimals = rulebook.groups.map((group) => decimalOrBlank(scores.get(group.id)));
    return collections.flatMap(({ kind, id, file }) => {
      const since = (kind === "segment" ? segments : labels).get(id);
      if (since === undefined) return [];
      return [{ file, cells: [toText(written), toText(email), formatInstant(since), ...decimals] }];
    });
  };
}

function decimalOrBlank(points: Micro | undefined): string {
  return points === undefined ? "" : formatDecimal(points);
}

/** In rulebook order. */
function joinInOrder(collections: readonly Collection[], names: ReadonlyMap<string, unknown>): string {
  return collections
    .map((collection) => collection.id)
    .filter((id) => names.has(id))
    .join(";");
}

// The rows of scores.csv and of the lists of members: made when a contact is evaluated, kept until it is again.

import { compareKinds, rankKinds } from "../intake/identity/rank-kinds.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { Basis, CollectionKind, ContactRecord, OutputRow } from "../store/model.ts";
import { memberFile, SCORES_FILE } from "../store/outcomes/listed-files.ts";
import type { KeptState } from "../store/outcomes/state.ts";
import { formatDecimal } from "../values/decimal.ts";
import { type CellText, cellText } from "./cell-text.ts";
import { toCsvLine } from "./csv-text.ts";
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

type NamedContact = Pick<ContactRecord, "written" | "email" | "identities">;

/** A contact's rows in the files that list it. `state` is what the rulebook makes of it. */
export type ListRenderer = (contact: NamedContact, state: KeptState) => readonly OutputRow[];

/** `kinds` are `identityKinds`. */
export function createListRenderer(
  rulebook: Rulebook,
  { kinds, forSpreadsheet }: Pick<Basis, "kinds" | "forSpreadsheet">,
): ListRenderer {
  const toText = cellText(forSpreadsheet);
  const toScores = scoresCells(rulebook, kinds, toText);
  const toMembers = memberRows(rulebook, toText);
  const formatScores = scoreTexts(rulebook);
  return (contact, state) => {
    const scores = formatScores(state);
    return [
      { file: SCORES_FILE, row: toCsvLine(toScores(contact, state, scores)) },
      ...toMembers(contact, state, scores),
    ];
  };
}

/** One text for each group of the rulebook; blank where there is no score. */
function scoreTexts({ groups }: Rulebook): (state: KeptState) => readonly string[] {
  return ({ scores }) =>
    groups.map(({ id }) => {
      const score = scores.find(({ groupId }) => groupId === id);
      return score === undefined ? "" : formatDecimal(score.points);
    });
}

type Cells = (contact: NamedContact, state: KeptState, scores: readonly string[]) => readonly string[];

function scoresCells(rulebook: Rulebook, kinds: readonly string[], toText: CellText): Cells {
  const banded = rulebook.groups.filter((group) => group.bands.length > 0);
  const stages = new Set(rulebook.stages.map(({ id }) => id));
  const segments = new Set(rulebook.segments.map(({ id }) => id));
  const labels = new Set(rulebook.labels.map(({ id }) => id));
  return ({ written, email, identities }, { scores: standing, classes, stage, memberships }, scores) => {
    const known = readIdentities(identities);
    const cells = [toText(written)];
    for (const kind of kinds) cells.push(toText(kind === "email" ? email : valuesOf(kind, known)));
    cells.push(...scores);
    for (const { id } of banded) cells.push(standing.find(({ groupId }) => groupId === id)?.band ?? "");
    for (const { id } of rulebook.classes) {
      cells.push(classes.find(({ classId }) => classId === id)?.value ?? "");
    }
    if (stages.size > 0) cells.push(stage !== undefined && stages.has(stage.stage) ? stage.stage : "");
    cells.push(joinMembers(memberships, "segment", segments), joinMembers(memberships, "label", labels));
    return cells;
  };
}

type Identities = readonly (readonly [kind: string, value: string])[];

function readIdentities(text: string): Identities {
  return text === "[]" ? [] : (JSON.parse(text) as Identities);
}

function valuesOf(kind: string, identities: Identities): string {
  return identities
    .filter(([other]) => other === kind)
    .map(([, value]) => value)
    .join(";");
}

/** Memberships are in rulebook order. */
function joinMembers(
  memberships: KeptState["memberships"],
  kind: CollectionKind,
  current: ReadonlySet<string>,
): string {
  let joined = "";
  for (const row of memberships) {
    if (row.kind === kind && current.has(row.name)) joined += joined === "" ? row.name : `;${row.name}`;
  }
  return joined;
}

function memberRows(
  { segments, labels, timezone }: Rulebook,
  toText: CellText,
): (contact: NamedContact, state: KeptState, scores: readonly string[]) => readonly OutputRow[] {
  const filesOf = (kind: CollectionKind, ids: readonly { readonly id: string }[]) =>
    new Map(ids.map(({ id }) => [id, memberFile(kind, id)]));
  const files = { segment: filesOf("segment", segments), label: filesOf("label", labels) };
  const formatInstant = createInstantFormat(timezone);
  return ({ written, email }, { memberships }, scores) =>
    memberships.flatMap(({ kind, name, since }) => {
      const file = files[kind].get(name);
      if (file === undefined) return [];
      return [{ file, row: toCsvLine([toText(written), toText(email), formatInstant(since), ...scores]) }];
    });
}

// A contact as outputs list it.

import type { CollectionKind, ContactRecord, ScoredRow } from "./model.ts";
import type { KeptState } from "./state.ts";

export function toScoredRow(
  record: Pick<ContactRecord, "contactId" | "written" | "email" | "identities">,
  { scores, classes, stage, memberships }: KeptState,
): ScoredRow {
  const { contactId, written, email } = record;
  const since = (kind: CollectionKind) =>
    new Map(memberships.filter((row) => row.kind === kind).map((row) => [row.name, row.since]));
  return {
    contactId,
    written,
    email,
    identities: readIdentities(record.identities),
    scores: new Map(scores.map(({ groupId, points }) => [groupId, points])),
    bands: new Map(scores.flatMap(({ groupId, band }) => (band === null ? [] : [[groupId, band]]))),
    classes: new Map(classes.map(({ classId, value }) => [classId, value])),
    stage: stage?.stage,
    segments: since("segment"),
    labels: since("label"),
  };
}

function readIdentities(text: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  if (text === "[]") return values;
  for (const [kind, value] of JSON.parse(text) as readonly (readonly [string, string])[]) {
    const known = values.get(kind);
    if (known === undefined) values.set(kind, [value]);
    else known.push(value);
  }
  return values;
}

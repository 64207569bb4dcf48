// What outputs list of a contact.

import type { CollectionKind, ContactName, ContactRecord } from "../../src/store/model.ts";
import type { KeptState } from "../../src/store/outcomes/state.ts";
import type { Instant } from "../../src/values/calendar.ts";
import type { Micro } from "../../src/values/decimal.ts";

export interface ScoredRow extends ContactName {
  /** Values of its other identities by kind, as first written, sorted by key; without e-mails. */
  readonly identities: ReadonlyMap<string, readonly string[]>;
  readonly scores: ReadonlyMap<string, Micro>;
  readonly bands: ReadonlyMap<string, string>;
  readonly classes: ReadonlyMap<string, string>;
  readonly stage: string | undefined;
  /** Since when it has been a member, by name. */
  readonly segments: ReadonlyMap<string, Instant>;
  readonly labels: ReadonlyMap<string, Instant>;
}

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

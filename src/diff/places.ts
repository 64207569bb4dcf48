// Where a contact lies, as outputs say it: its bands, classes, stage, segments and labels.

import type { ScoredContact } from "../evaluate/history.ts";
import type { Class, Rulebook } from "../rulebook/model.ts";

/** A contact that outputs list; `undefined`: they do not, for it is excluded, anonymous or not there at all. */
export type Listed = ScoredContact | undefined;

export type PlaceKind = "band" | "class" | "stage" | "segment" | "label";

export interface Place {
  readonly kind: PlaceKind;
  /** Of the group, class, segment or label; of a stage "stage". */
  readonly name: string;
  /** The band, class value or stage; "member" of a segment or label. */
  readonly value: string;
}

/** By `placeKey`, in the order of evaluation. */
export function placesOf(contact: Listed): ReadonlyMap<string, Place> {
  const all = new Map<string, Place>();
  if (contact === undefined) return all;
  const add = (place: Place) => all.set(placeKey(place), place);
  for (const { group, band } of contact.scores) {
    if (band !== undefined) add({ kind: "band", name: group, value: band });
  }
  for (const entry of contact.classes) add({ kind: "class", name: entry.class, value: entry.value });
  if (contact.stage !== undefined) add({ kind: "stage", name: "stage", value: contact.stage.stage });
  for (const name of contact.segments) add({ kind: "segment", name, value: "member" });
  for (const name of contact.labels) add({ kind: "label", name, value: "member" });
  return all;
}

/** Ids hold no blanks. */
export function placeKey({ kind, name, value }: Place): string {
  return `${kind} ${name} ${value}`;
}

/** Everywhere a contact can be, in rulebook order. */
export function placesOfRulebook({ groups, classes, stages, segments, labels }: Rulebook): readonly Place[] {
  return [
    ...groups.flatMap(({ id, bands }) =>
      bands.map((band): Place => ({ kind: "band", name: id, value: band.id })),
    ),
    ...classes.flatMap((entry) =>
      valuesOf(entry).map((value): Place => ({ kind: "class", name: entry.id, value })),
    ),
    ...stages.map(({ id }): Place => ({ kind: "stage", name: "stage", value: id })),
    ...[...segments, ...labels].map(({ kind, id }): Place => ({ kind, name: id, value: "member" })),
  ];
}

function valuesOf(entry: Class): readonly string[] {
  return entry.kind === "highest" ? entry.groups : entry.cases.map(({ id }) => id);
}

// What moved for a contact between two runs.

import type { ChangeRow } from "../model.ts";
import type { KeptState } from "./state.ts";

export type Change = Pick<ChangeRow, "kind" | "name" | "before" | "after">;

interface Place extends Pick<Change, "kind" | "name"> {
  readonly value: string;
}

export function findChanges(before: KeptState, after: KeptState): readonly Change[] {
  const was = places(before);
  const is = places(after);
  const changes: Change[] = [];
  for (const [key, { kind, name, value }] of is) {
    const old = was.get(key)?.value;
    if (old !== value) changes.push({ kind, name, before: old, after: value });
  }
  for (const [key, { kind, name, value }] of was) {
    if (!is.has(key)) changes.push({ kind, name, before: value, after: undefined });
  }
  return changes;
}

/** Where a contact lies: its memberships, bands, classes and stage. */
function places({ memberships, scores, classes, stage }: KeptState): ReadonlyMap<string, Place> {
  const all = new Map<string, Place>();
  const add = (kind: Change["kind"], name: string, value: string | null) => {
    if (value !== null) all.set(`${kind} ${name}`, { kind, name, value });
  };
  for (const { kind, name } of memberships) add(kind, name, "member");
  for (const { groupId, band } of scores) add("band", groupId, band);
  for (const { classId, value } of classes) add("class", classId, value);
  add("stage", "stage", stage?.stage ?? null);
  return all;
}

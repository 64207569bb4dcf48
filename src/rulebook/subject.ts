// The names that conditions look at: "score.ski", "field.email", "stage", or a bare trait or field.

import type { Subject } from "./condition-model.ts";

export const SUBJECT_KINDS = ["score", "band", "class", "segment", "label"] as const;

export type NamedSubject =
  | Subject
  /** A dotted name whose first part is no kind of subject. */
  | { readonly kind: "unknown"; readonly prefix: string; readonly rest: string };

/** A bare name is a trait if one has that id, else a contact field. */
export function parseSubject(name: string, isTrait: (id: string) => boolean): NamedSubject {
  if (isTrait(name)) return { kind: "trait", id: name };
  if (name === "stage") return { kind: "stage" };
  const dot = name.indexOf(".");
  if (dot < 0) return { kind: "field", name };
  const prefix = name.slice(0, dot);
  const rest = name.slice(dot + 1);
  if (prefix === "field") return { kind: "field", name: rest };
  const kind = SUBJECT_KINDS.find((known) => known === prefix);
  return kind === undefined ? { kind: "unknown", prefix, rest } : { kind, id: rest };
}

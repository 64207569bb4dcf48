// What conditions, points and placeholders look at: a field, a trait, a score, a membership …

import type { Subject } from "../rulebook/condition-model.ts";
import type { ContactSource } from "../rulebook/rule-model.ts";
import { ONE } from "../values/decimal.ts";
import type { CompileContext } from "./compile-context.ts";
import type { ContactState } from "./contact-state.ts";
import type { TraitTable } from "./traits.ts";
import { readField, type Value } from "./value.ts";

export type SubjectReader = (state: ContactState) => Value;

export function compileSubject(subject: Subject | ContactSource, { traits }: CompileContext): SubjectReader {
  switch (subject.kind) {
    case "field":
      return (state) => readField(state.fields, subject.name);
    case "trait":
      return compileTraitReader(subject.id, traits);
    case "score":
      return (state) => state.scores.get(subject.id);
    case "band":
      return (state) => state.bands.get(subject.id);
    case "class":
      return (state) => state.classes.get(subject.id);
    case "segment":
      return (state) => state.segments.has(subject.id);
    case "label":
      return (state) => state.labels.has(subject.id);
    case "stage":
      return (state) => state.stage?.stage;
    default:
      return subject satisfies never;
  }
}

/** Whoever reads a `days_since` as it is finds another one on the next day. */
function compileTraitReader(id: string, traits: TraitTable): SubjectReader {
  if (!traits.isDayCount(id)) return (state) => traits.read(state, id);
  return (state) => {
    const value = traits.read(state, id);
    if (typeof value === "bigint") traits.tellDays(state, id, Number(value / ONE) + 1);
    return value;
  };
}

// What conditions, points and placeholders look at: a field, a trait, a score, a membership …

import type { Subject } from "../rulebook/condition-model.ts";
import type { ContactSource } from "../rulebook/rule-model.ts";
import type { CompileContext } from "./compile-context.ts";
import type { ContactState } from "./contact-state.ts";
import { readField, type Value } from "./value.ts";

export type SubjectReader = (state: ContactState) => Value;

export function compileSubject(
  subject: Subject | ContactSource,
  { readTrait }: CompileContext,
): SubjectReader {
  switch (subject.kind) {
    case "field":
      return (state) => readField(state.fields, subject.name);
    case "trait":
      return (state) => readTrait(state, subject.id);
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

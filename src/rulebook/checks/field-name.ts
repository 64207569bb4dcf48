import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../diagnostics/location.ts";
import { fieldName } from "../../values/text.ts";
import { usesOf } from "../outline/lookups.ts";
import { childOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Field names that no column ever gets: column names become small letters, digits and "_". */
export const badFieldName: Check = (outline) => [
  ...outline.eventFields.flatMap(({ name, span, place }) => checkName(name, span, place)),
  ...usesOf(outline, "field")
    // A selector as the test is a misspelt "did", which has been reported.
    .filter(({ use }) => childOf(use.test, "event") === undefined)
    .flatMap(({ use, subject }) => checkName(subject.name, use.span, use.place)),
];

function checkName(name: string, span: Span, place: string): readonly Diagnostic[] {
  const column = fieldName(name);
  if (name !== "" && column === name) return [];
  return [diagnose("field-name", span, name, place, column)];
}

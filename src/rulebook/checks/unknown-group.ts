import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../diagnostics/location.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { fedBy, highestOf, idsOf, isCombined, usesOf } from "../outline/lookups.ts";
import type { Outline } from "../outline/outline.ts";
import { placeName } from "../place.ts";
import { childOf, entriesOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

interface GroupUse {
  readonly id: string;
  readonly span: Span;
  readonly place: string;
  /** What stands before the id, such as "score.". */
  readonly prefix: string;
  readonly mayBeCombined: boolean;
}

/** Groups that are named and not defined. Without any group that alone is the problem. */
export const unknownGroup: Check = (outline) => {
  const known = idsOf(outline, "groups");
  const plain = outline.sections.groups.filter((group) => !isCombined(group)).map(({ key }) => key);
  if (known.length === 0) return [];
  return groupUses(outline)
    .filter(({ id }) => !known.includes(id))
    .map((use) => unknown(use, use.mayBeCombined ? known : plain));
};

function groupUses(outline: Outline): readonly GroupUse[] {
  const { rules, classes, groups } = outline.sections;
  const plain = (section: "rules" | "classes" | "groups", key: string) => ({
    place: placeName([section, key]),
    prefix: "",
    mayBeCombined: section === "classes",
  });
  return [
    ...rules.flatMap((rule) =>
      fedBy(rule).map(({ value: id, span }) => ({ id, span, ...plain("rules", rule.key) })),
    ),
    ...classes.flatMap((entry) =>
      (highestOf(entry) ?? []).map(({ value: id, span }) => ({ id, span, ...plain("classes", entry.key) })),
    ),
    ...groups.flatMap((group) =>
      entriesOf(childOf(group.value, "sum")).map(({ key: id, keyNode: { span } }) => ({
        id,
        span,
        ...plain("groups", group.key),
      })),
    ),
    ...usesOf(outline, "score", "band").map(({ use, subject }) => ({
      id: subject.id,
      span: use.span,
      place: use.place,
      prefix: `${subject.kind}.`,
      mayBeCombined: true,
    })),
  ];
}

function unknown({ id, span, place, prefix }: GroupUse, known: readonly string[]): Diagnostic {
  const close = closestName(id, known);
  return diagnose(
    "unknown-group",
    span,
    id,
    place,
    known,
    close === undefined ? undefined : `${prefix}${close}`,
  );
}

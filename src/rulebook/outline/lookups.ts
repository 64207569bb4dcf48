// Questions that several checks ask of an outline.

import type { Span } from "../../diagnostics/location.ts";
import type { Subject } from "../condition-model.ts";
import {
  childOf,
  type Entry,
  entriesOf,
  entryOf,
  isText,
  itemsOf,
  type ScalarNode,
  type SourceNode,
  type TextNode,
  textsOf,
} from "../source/source-tree.ts";
import { type NamedSubject, parseSubject } from "../subject.ts";
import type { Outline, Section, SubjectUse } from "./outline.ts";

export function idsOf(outline: Outline, section: Section): readonly string[] {
  return outline.sections[section].map(({ key }) => key);
}

export function definitionOf(outline: Outline, section: Section, id: string): Entry | undefined {
  return entryOf(childOf(outline.root, section), id);
}

export function isCombined(group: Entry): boolean {
  return childOf(group.value, "sum") !== undefined;
}

export function subjectOf(use: SubjectUse, outline: Outline): NamedSubject {
  return parseSubject(use.name, (id) => definitionOf(outline, "traits", id) !== undefined);
}

export interface KnownUse<K extends Subject["kind"]> {
  readonly use: SubjectUse;
  readonly subject: Extract<Subject, { kind: K }>;
}

/** The uses of one kind of subject. */
export function usesOf<K extends Subject["kind"]>(
  outline: Outline,
  ...kinds: readonly K[]
): readonly KnownUse<K>[] {
  return outline.subjects.flatMap((use) => {
    const subject = subjectOf(use, outline);
    return kinds.some((kind) => kind === subject.kind) ? [{ use, subject } as KnownUse<K>] : [];
  });
}

/** The values that a test compares with: `hot`, `[hot, warm]`, `{not: hot}`. */
export function literalsOf(test: SourceNode | undefined): readonly ScalarNode[] {
  if (test === undefined) return [];
  if (test.kind === "scalar") return test.value === null ? [] : [test];
  if (test.kind === "list") return test.items.filter((item) => item.kind === "scalar");
  return literalsOf(childOf(test, "not"));
}

/** The keys of a test, those inside `not` included. */
export function testKeysOf(test: SourceNode | undefined): readonly string[] {
  return entriesOf(test).flatMap(({ key, value }) => (key === "not" ? testKeysOf(value) : [key]));
}

/** The groups that a class lists under `highest`; `undefined` for a class with cases. */
export function highestOf(definition: Entry): readonly TextNode[] | undefined {
  const highest = childOf(definition.value, "highest");
  return itemsOf(highest).length > 0 ? textsOf(highest) : undefined;
}

/** The groups that a rule says it feeds. */
export function fedBy(rule: Entry): readonly TextNode[] {
  return textsOf(childOf(rule.value, "group"));
}

export interface MembershipAction {
  readonly kind: string;
  readonly id: string;
  readonly span: Span;
  readonly trigger: string;
  readonly number: number;
}

/** The actions that add to or remove from segments, or labels. */
export function membershipActions(outline: Outline, thing: "segment" | "label"): readonly MembershipAction[] {
  return outline.sections.triggers.flatMap((trigger) =>
    itemsOf(childOf(trigger.value, "do")).flatMap((action, i) =>
      [`add_${thing}`, `remove_${thing}`].flatMap((kind) => {
        const target = childOf(action, kind);
        return isText(target)
          ? [{ kind, id: target.value, span: target.span, trigger: trigger.key, number: i }]
          : [];
      }),
    ),
  );
}

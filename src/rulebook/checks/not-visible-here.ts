import { diagnose } from "../../diagnostics/diagnostic.ts";
import { quoted } from "../../diagnostics/quote.ts";
import type { Subject } from "../condition-model.ts";
import { definitionOf, type KnownUse, usesOf } from "../outline/lookups.ts";
import type { Outline, Scope } from "../outline/outline.ts";
import { childOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

type Kind = "score" | "band" | "class" | "stage" | "segment" | "label";
type Use = KnownUse<Kind>;

const SECTION_OF = { class: "classes", segment: "segments", label: "labels" } as const;

/** What each section sees, in the order in which a run works. */
const SIGHT: Readonly<Record<Scope["section"], { readonly kinds: readonly Kind[]; readonly words: string }>> =
  {
    exclude: { kinds: [], words: 'fields, traits and "did"' },
    traits: { kinds: [], words: "events" },
    groups: { kinds: [], words: "scores" },
    rules: { kinds: [], words: 'fields, traits and "did"' },
    classes: {
      kinds: ["score", "band", "class"],
      words: 'fields, traits, "did", scores, bands and earlier classes',
    },
    stages: {
      kinds: ["score", "band", "class"],
      words: 'fields, traits, "did", scores, bands, classes, and segments and labels without a condition',
    },
    segments: {
      kinds: ["score", "band", "class", "stage", "segment"],
      words:
        'fields, traits, "did", scores, bands, classes, the stage, earlier segments, and segments and labels without a condition',
    },
    labels: {
      kinds: ["score", "band", "class", "stage", "segment", "label"],
      words:
        'fields, traits, "did", scores, bands, classes, the stage, segments, earlier labels, and labels without a condition',
    },
    triggers: { kinds: ["score", "band", "class", "stage", "segment", "label"], words: "everything" },
  };

/** Where segments and labels without a condition may be named: triggers see everything anyway. */
const SEE_STATIC: ReadonlySet<Scope["section"]> = new Set(["stages", "segments", "labels"] as const);

/** Names of what is worked out only later in a run. */
export const notVisibleHere: Check = (outline) =>
  usesOf(outline, "score", "band", "class", "stage", "segment", "label").flatMap((known) => {
    const { use } = known;
    if (isVisible(known, outline)) return [];
    const { words } = SIGHT[use.scope.section];
    return [diagnose("not-visible-here", use.span, use.name, use.place, words, help(known, outline))];
  });

function isVisible({ use: { scope }, subject }: Use, outline: Outline): boolean {
  const sees = SIGHT[scope.section].kinds.includes(subject.kind);
  if (subject.kind === "score" || subject.kind === "band" || scope.section === "triggers") return sees;
  // Without stages that is the problem.
  if (subject.kind === "stage") return sees || outline.sections.stages.length === 0;
  const position = positionOf(subject, outline);
  if (position < 0) return true; // Not defined: that is the problem.
  if (isStatic(subject, outline)) return SEE_STATIC.has(scope.section);
  const same = scope.section === SECTION_OF[subject.kind];
  return same ? position < scope.index : sees;
}

/** A segment or label without a condition is what the run before left. */
function isStatic(subject: Subject, outline: Outline): boolean {
  if (subject.kind !== "segment" && subject.kind !== "label") return false;
  const definition = definitionOf(outline, SECTION_OF[subject.kind], subject.id);
  return childOf(definition?.value, "when") === undefined;
}

function positionOf(
  subject: Extract<Subject, { kind: "class" | "segment" | "label" }>,
  outline: Outline,
): number {
  return outline.sections[SECTION_OF[subject.kind]].findIndex(({ key }) => key === subject.id);
}

function help({ use: { scope }, subject }: Use, outline: Outline): string | undefined {
  if (subject.kind === "score" || subject.kind === "band") {
    return "scores are known once all rules have been counted: use them in a class, segment, label or trigger";
  }
  if (subject.kind === "stage") {
    return scope.section === "stages"
      ? "a contact's stage follows from the conditions: it cannot depend on itself"
      : 'stages are worked out later in a run; a contact field of this name is written "field.stage"';
  }
  if (scope.section !== SECTION_OF[subject.kind]) {
    return `${SECTION_OF[subject.kind]} are worked out later in a run`;
  }
  const isItself = positionOf(subject, outline) === scope.index;
  return isItself ? `a ${subject.kind} cannot depend on itself` : `move ${quoted(subject.id)} further up`;
}

// From the checked shape to the model.

import { createHash } from "node:crypto";
import type { SourceLocation } from "../../diagnostics/location.ts";
import { MEASURES } from "../measures.ts";
import type { Band, Class, Collection, Group, Rulebook, RulebookFile, Stage, Trait } from "../model.ts";
import type { ConditionShape } from "../schema/conditions.ts";
import type { ClassShape, CollectionShape, GroupShape, StageShape, TraitShape } from "../schema/groups.ts";
import type { RulebookShape } from "../schema.ts";
import { childOf, entriesOf, nodeAt, type SourceNode } from "../source/source-tree.ts";
import { type Names, resolveCondition, resolveConditionIfAny } from "./resolve-conditions.ts";
import { resolveRule } from "./resolve-rules.ts";
import { resolveSources } from "./resolve-sources.ts";
import { exact, exactIfAny, resolveSelector, resolveTest } from "./resolve-tests.ts";
import { resolveTrigger } from "./resolve-triggers.ts";

/** Only for a rulebook without errors: `shape` and `root` are the same content, that of all `files`. */
export function resolveRulebook(
  shape: RulebookShape,
  root: SourceNode,
  files: readonly RulebookFile[],
): Rulebook {
  const names = namesOf(shape);
  const at = (section: string) => locationsIn(childOf(root, section));
  const atGroup = at("groups");
  const atRule = at("rules");
  const atTrigger = at("triggers");
  return {
    id: shape.rulebook,
    description: shape.description,
    timezone: shape.timezone ?? "UTC",
    sources: resolveSources(childOf(root, "sources")),
    exclude: resolveConditionIfAny(shape.exclude, names),
    ignore: (shape.ignore ?? []).map(resolveSelector),
    traits: mapEntries(shape.traits, (id, trait) => resolveTrait(id, trait, at("traits")(id))),
    groups: mapEntries(shape.groups, (id, group) =>
      resolveGroup(id, group, {
        location: atGroup(id),
        atBand: locationsIn(nodeAt(root, ["groups", id, "bands"])),
      }),
    ),
    rules: mapEntries(shape.rules, (id, rule) =>
      resolveRule(rule, { id, location: atRule(id), points: nodeAt(root, ["rules", id, "points"]) }, names),
    ),
    classes: mapEntries(shape.classes, (id, cases) => resolveClass(id, cases, at("classes")(id), names)),
    segments: mapEntries(shape.segments, resolveCollections("segment", at("segments"), names)),
    labels: mapEntries(shape.labels, resolveCollections("label", at("labels"), names)),
    stages: mapEntries(shape.stages, (id, stage) => resolveStage(id, stage, at("stages")(id), names)),
    recycle: shape.recycle && { selector: resolveSelector(shape.recycle), to: shape.recycle.to },
    triggers: mapEntries(shape.triggers, (id, trigger) => resolveTrigger(id, trigger, atTrigger(id), names)),
    hash: hashFiles(files),
    files,
  };
}

/** That of the text; of several files, that of their hashes in order. Names say nothing: what includes what is in the texts. */
function hashFiles(files: readonly RulebookFile[]): string {
  const hashes = files.map(({ text }) => sha256(text));
  return hashes.length === 1 ? hashes[0]! : sha256(hashes.join("\n"));
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function mapEntries<T, R>(
  section: Readonly<Record<string, T>> | undefined,
  map: (id: string, thing: T) => R,
): readonly R[] {
  return Object.entries(section ?? {}).map(([id, thing]) => map(id, thing));
}

function namesOf(shape: RulebookShape): Names {
  const traits = new Set(Object.keys(shape.traits ?? {}));
  const plain = Object.entries(shape.groups).filter(([, group]) => !("sum" in group));
  return { isTrait: (id) => traits.has(id), onlyGroup: plain.length === 1 ? plain[0]![0] : undefined };
}

/** Where the definitions of a section are: the places of their ids. */
function locationsIn(section: SourceNode | undefined): (id: string) => SourceLocation {
  const places = new Map(
    entriesOf(section).map(({ key, keyNode: { span } }) => {
      const { file, line, column } = span;
      return [key, { file, line, column }] as const;
    }),
  );
  return (id) => places.get(id)!;
}

function resolveTrait(id: string, shape: TraitShape, location: SourceLocation): Trait {
  const measure = MEASURES.find((known) => shape[known] !== undefined)!;
  const measured = shape[measure]!;
  return { id, measure, selector: resolveSelector(measured), of: measured.of, location };
}

interface GroupSite {
  readonly location: SourceLocation;
  readonly atBand: (id: string) => SourceLocation;
}

function resolveGroup(id: string, shape: GroupShape, { location, atBand }: GroupSite): Group {
  const base = {
    id,
    title: shape.title,
    min: exactIfAny(shape.min),
    max: exactIfAny(shape.max),
    bands: mapEntries(shape.bands, (band, test) => resolveBand(band, test, atBand(band))),
    location,
  };
  if ("sum" in shape) {
    const terms = mapEntries(shape.sum, (group, weight) => ({ group, weight: exact(weight) }));
    return { kind: "combined", terms, ...base };
  }
  const reset = shape.reset && resolveSelector(shape.reset);
  return { kind: "plain", start: exact(shape.start ?? 0), reset, ...base };
}

function resolveBand(
  id: string,
  shape: NonNullable<GroupShape["bands"]>[string],
  location: SourceLocation,
): Band {
  return { id, test: Object.keys(shape).length === 0 ? undefined : resolveTest(shape), location };
}

function resolveClass(id: string, shape: ClassShape, location: SourceLocation, names: Names): Class {
  if (isHighest(shape)) {
    return { kind: "highest", id, groups: shape.highest, atLeast: exactIfAny(shape.at_least), location };
  }
  const cases = mapEntries(shape, (value, condition) => ({
    id: value,
    when: resolveCondition(condition, names),
  }));
  return { kind: "cases", id, cases, location };
}

type HighestShape = Extract<ClassShape, { highest: readonly string[] }>;

/** A list: a case with the id "highest" is a condition. */
function isHighest(shape: ClassShape): shape is HighestShape {
  return Array.isArray((shape as Record<string, ConditionShape | readonly string[]>)["highest"]);
}

function resolveStage(id: string, shape: StageShape, location: SourceLocation, names: Names): Stage {
  return { id, title: shape.title, when: resolveConditionIfAny(shape.when, names), location };
}

function resolveCollections(kind: Collection["kind"], at: (id: string) => SourceLocation, names: Names) {
  return (id: string, shape: CollectionShape): Collection => ({
    kind,
    id,
    title: shape.title,
    when: resolveConditionIfAny(shape.when, names),
    location: at(id),
  });
}

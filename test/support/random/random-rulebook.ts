// Random rulebooks: every one of them is valid, and everything of the language occurs.

import fc from "fast-check";
import type {
  RawClass,
  RawCollection,
  RawGroup,
  RawRulebook,
  RawSelector,
  RawTrait,
} from "../reference/raw-rulebook.ts";
import { defined, EVENT_FIELDS, type FieldKind, index, maybe, pick, rarely, ZONES } from "./pools.ts";
import { condition, conditionFrom, easyCondition } from "./random-conditions.ts";
import {
  type ClassSketch,
  COMBINED_ID,
  type CombinedSketch,
  classFrom,
  classSketch,
  combined,
  combinedFrom,
  GROUP_IDS,
  type GroupSketch,
  group,
  groupFrom,
  valuesOf,
} from "./random-groups.ts";
import { type RuleSketch, rule, ruleFrom } from "./random-rules.ts";
import { selector, wideSelector } from "./random-selectors.ts";
import { type TriggerSketch, trigger, triggerFrom } from "./random-triggers.ts";
import type { ConditionSketch, Sight } from "./sketch.ts";

/** One hides a contact field. */
const TRAIT_IDS = ["spent", "country", "constructor", "quiet"];
const CLASS_IDS = ["grade", "constructor"];
const STAGE_IDS = ["lead", "constructor", "sql"];
const SEGMENT_IDS = ["ready", "constructor"];
const LABEL_IDS = ["vip", "constructor"];
const TRIGGER_IDS = ["offer", "constructor"];

const OF_EVENTS = ["count", "count_days", "first_seen", "last_seen", "days_since"];
const OF_A_FIELD = ["distinct", "sum", "average", "smallest", "largest", "earliest", "latest", "most_common"];

interface TraitSketch {
  readonly measure: string;
  readonly of: number;
  readonly selector: RawSelector;
}

interface RulebookSketch {
  readonly timezone: string | undefined;
  readonly exclude: ConditionSketch | undefined;
  readonly ignore: readonly RawSelector[] | undefined;
  readonly traits: readonly TraitSketch[];
  readonly groups: readonly GroupSketch[];
  readonly combined: CombinedSketch | undefined;
  readonly rules: readonly RuleSketch[];
  readonly classes: readonly ClassSketch[];
  readonly segments: readonly (ConditionSketch | undefined)[];
  readonly labels: readonly (ConditionSketch | undefined)[];
  readonly stages: readonly (ConditionSketch | undefined)[];
  readonly recycle: { readonly selector: RawSelector; readonly to: number } | undefined;
  readonly triggers: readonly TriggerSketch[];
}

const sketch: fc.Arbitrary<RulebookSketch> = fc.record({
  timezone: maybe(fc.constantFrom(...ZONES), 6),
  exclude: rarely(condition),
  ignore: maybe(fc.array(selector, { maxLength: 1 })),
  traits: fc.array(
    fc.record({ measure: fc.constantFrom(...OF_EVENTS, ...OF_A_FIELD), of: index, selector }),
    { maxLength: TRAIT_IDS.length - 1 },
  ),
  groups: fc.array(group, { minLength: 1, maxLength: 2 }),
  combined: maybe(combined, 2),
  rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
  classes: fc.array(classSketch, { maxLength: 2 }),
  segments: fc.array(maybe(condition, 2), { maxLength: 2 }),
  labels: fc.array(maybe(condition, 2), { maxLength: 2 }),
  stages: fc.array(
    maybe(fc.oneof({ weight: 2, arbitrary: easyCondition }, { weight: 1, arbitrary: condition }), 6),
    { maxLength: STAGE_IDS.length },
  ),
  recycle: maybe(
    fc.record({
      selector: fc.oneof({ weight: 1, arbitrary: selector }, { weight: 2, arbitrary: wideSelector }),
      to: fc.nat({ max: 2 }),
    }),
    4,
  ),
  triggers: fc.array(trigger, { maxLength: 2 }),
});

export const rulebook: fc.Arbitrary<RawRulebook> = sketch.map(rulebookFrom);

function rulebookFrom(from: RulebookSketch): RawRulebook {
  const seenByRules = { ...BLIND, traits: from.traits.map(describeTrait) };
  const plain = from.groups.map((_, at) => GROUP_IDS[at]!);
  const groups = groupsFrom(from, plain);
  const classes: Record<string, RawClass> = {};
  let sight: Sight = {
    ...seenByRules,
    groups: Object.entries(groups).map(([id, { bands }]) => ({ id, bands: Object.keys(bands ?? {}) })),
  };
  from.classes.forEach((one, at) => {
    const id = CLASS_IDS[at]!;
    classes[id] = classFrom(one, sight);
    sight = { ...sight, classes: [...sight.classes, { id, values: valuesOf(classes[id]) }] };
  });
  return {
    rulebook: "random",
    ...defined({ timezone: from.timezone, ignore: from.ignore }),
    ...(from.exclude === undefined ? {} : { exclude: conditionFrom(from.exclude, seenByRules) }),
    ...filled("traits", Object.fromEntries(from.traits.map((one, at) => [TRAIT_IDS[at]!, traitFrom(one)]))),
    groups,
    rules: Object.fromEntries(from.rules.map((one, at) => [`rule-${at}`, ruleFrom(one, seenByRules, plain)])),
    ...filled("classes", classes),
    ...standingFrom(from, sight),
  };
}

const BLIND: Sight = { traits: [], groups: [], classes: [], stages: [], segments: [], labels: [] };

/** A section that has something in it. */
function filled<K extends string, T extends object>(key: K, section: T): { [P in K]?: T } {
  return Object.keys(section).length === 0 ? {} : ({ [key]: section } as { [P in K]: T });
}

function groupsFrom(from: RulebookSketch, plain: readonly string[]): Record<string, RawGroup> {
  const groups = Object.fromEntries(from.groups.map((one, at) => [plain[at]!, groupFrom(one)]));
  if (from.combined === undefined) return groups;
  const sum = { [COMBINED_ID]: combinedFrom(from.combined, plain) };
  return from.combined.first ? { ...sum, ...groups } : { ...groups, ...sum };
}

const KIND_OF_MEASURE: Readonly<Record<string, FieldKind>> = {
  first_seen: "date",
  last_seen: "date",
  earliest: "text",
  latest: "text",
  most_common: "text",
};

function describeTrait({ measure, of }: TraitSketch, at: number): Sight["traits"][number] {
  const kind = KIND_OF_MEASURE[measure] ?? "number";
  return { id: TRAIT_IDS[at]!, kind: kind === "text" ? pick(EVENT_FIELDS, of).kind : kind };
}

function traitFrom({ measure, of, selector }: TraitSketch): RawTrait {
  const { name } = measuredField(measure, of);
  return { [measure]: OF_A_FIELD.includes(measure) ? { ...selector, of: name } : selector };
}

function measuredField(measure: string, of: number) {
  const numbers = EVENT_FIELDS.filter(({ kind }) => kind === "number");
  const isArithmetic = ["sum", "average", "smallest", "largest"].includes(measure) && of < 9;
  return pick(isArithmetic ? numbers : EVENT_FIELDS, of);
}

/** Stages, segments, labels and triggers, each seeing what comes before it. */
function standingFrom(from: RulebookSketch, sight: Sight): Partial<RawRulebook> {
  const isStatic = (when: ConditionSketch | undefined) => when === undefined;
  const members = {
    segments: SEGMENT_IDS.filter((_, at) => at < from.segments.length && isStatic(from.segments[at])),
    labels: LABEL_IDS.filter((_, at) => at < from.labels.length && isStatic(from.labels[at])),
  };
  const stages = collectionsFrom(STAGE_IDS, from.stages, () => ({ ...sight, ...members }));
  const stageIds = Object.keys(stages);
  const withStages = { ...sight, stages: stageIds };
  const segments = collectionsFrom(SEGMENT_IDS, from.segments, (earlier) => ({
    ...withStages,
    segments: union(SEGMENT_IDS, members.segments, earlier),
    labels: members.labels,
  }));
  const withSegments = { ...withStages, segments: Object.keys(segments) };
  const labels = collectionsFrom(LABEL_IDS, from.labels, (earlier) => ({
    ...withSegments,
    labels: union(LABEL_IDS, members.labels, earlier),
  }));
  const everything = { ...withSegments, labels: Object.keys(labels) };
  const triggers = from.triggers.map((one, at) => [TRIGGER_IDS[at]!, triggerFrom(one, everything, members)]);
  return {
    ...filled("segments", segments),
    ...filled("labels", labels),
    ...filled("stages", stages),
    ...recycleFrom(from, stageIds),
    ...filled("triggers", Object.fromEntries(triggers) as NonNullable<RawRulebook["triggers"]>),
  };
}

function union(order: readonly string[], ...sets: readonly (readonly string[])[]): readonly string[] {
  return order.filter((id) => sets.some((set) => set.includes(id)));
}

function collectionsFrom(
  ids: readonly string[],
  sketches: readonly (ConditionSketch | undefined)[],
  sightAfter: (earlier: readonly string[]) => Sight,
): Record<string, RawCollection> {
  return Object.fromEntries(
    sketches.map((when, at) => [
      ids[at]!,
      when === undefined ? {} : { when: conditionFrom(when, sightAfter(ids.slice(0, at))) },
    ]),
  );
}

function recycleFrom({ recycle }: RulebookSketch, stages: readonly string[]): Partial<RawRulebook> {
  if (recycle === undefined || stages.length === 0) return {};
  return { recycle: { ...recycle.selector, to: pick(stages, recycle.to) } };
}

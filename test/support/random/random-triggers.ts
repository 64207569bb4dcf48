// Random triggers.

import fc from "fast-check";
import type { RawAction, RawLiteral, RawTrigger } from "../reference/raw-rulebook.ts";
import { CONTACT_FIELDS, defined, duration, index, maybe, pick, rarely } from "./pools.ts";
import { condition, conditionFrom, easyCondition } from "./random-conditions.ts";
import type { ConditionSketch, Sight } from "./sketch.ts";

type PieceSketch = { readonly text: string } | { readonly kind: string; readonly at: number };

interface ActionSketch {
  readonly kind: string;
  readonly at: number;
  readonly with: readonly (readonly [name: string, value: number | boolean | readonly PieceSketch[]])[];
}

export interface TriggerSketch {
  readonly when: ConditionSketch;
  readonly unless: ConditionSketch | undefined;
  readonly fires: "once" | "each_time" | undefined;
  readonly rearm: ConditionSketch | undefined;
  readonly cooldown: string | undefined;
  readonly existing: "fire" | "skip" | undefined;
  readonly at_most: number | undefined;
  readonly do: readonly ActionSketch[];
}

const piece: fc.Arbitrary<PieceSketch> = fc.oneof(
  fc.constantFrom("a ", "{{", "}}", "\u00e9", "{{score.ski}}").map((text) => ({ text })),
  fc.record({
    kind: fc.constantFrom("field", "trait", "score", "band", "class", "stage", "segment", "label"),
    at: index,
  }),
);

const parameter = fc.tuple(
  fc.constantFrom("why", "object", "constructor"),
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<number | boolean>(5, -0.25, true, false) },
    { weight: 3, arbitrary: fc.array(piece, { maxLength: 3 }) },
  ),
);

const action: fc.Arbitrary<ActionSketch> = fc.record({
  kind: fc.constantFrom(
    "email",
    "campaign",
    "integration",
    "notify",
    "add_segment",
    "remove_segment",
    "add_label",
    "remove_label",
    "add_segment",
    "add_label",
  ),
  at: index,
  with: fc.array(parameter, { maxLength: 2 }),
});

export const trigger: fc.Arbitrary<TriggerSketch> = fc.record({
  when: fc.oneof({ weight: 2, arbitrary: condition }, { weight: 1, arbitrary: easyCondition }),
  unless: rarely(condition),
  fires: fc.constantFrom("once", "each_time", "each_time", undefined),
  rearm: maybe(condition),
  cooldown: rarely(duration),
  existing: fc.constantFrom("fire", "skip", undefined, undefined),
  at_most: rarely(fc.constant(500)),
  do: fc.array(action, { minLength: 1, maxLength: 2 }),
});

export interface StaticMembers {
  readonly segments: readonly string[];
  readonly labels: readonly string[];
}

export function triggerFrom(sketch: TriggerSketch, sight: Sight, members: StaticMembers): RawTrigger {
  const { fires, cooldown, existing, at_most } = sketch;
  return defined({
    when: conditionFrom(sketch.when, sight),
    unless: sketch.unless && conditionFrom(sketch.unless, sight),
    rearm: fires === "each_time" && sketch.rearm ? conditionFrom(sketch.rearm, sight) : undefined,
    ...{ fires, cooldown, existing, at_most },
    do: sketch.do.map((action) => actionFrom(action, sight, members)),
  }) as RawTrigger;
}

function actionFrom(
  { kind, at, with: parameters }: ActionSketch,
  sight: Sight,
  members: StaticMembers,
): RawAction {
  const filled = Object.fromEntries(parameters.map(([name, value]) => [name, parameterFrom(value, sight)]));
  const targets = kind.endsWith("_segment")
    ? members.segments
    : kind.endsWith("_label")
      ? members.labels
      : undefined;
  const isPossible = targets === undefined || targets.length > 0;
  return {
    [isPossible ? kind : "email"]: isPossible && targets !== undefined ? pick(targets, at) : `target-${at}`,
    ...(parameters.length === 0 ? {} : { with: filled }),
  };
}

function parameterFrom(value: number | boolean | readonly PieceSketch[], sight: Sight): RawLiteral {
  if (typeof value !== "object") return value;
  return value.map((piece) => ("text" in piece ? piece.text : `{${nameFrom(piece, sight)}}`)).join("");
}

function nameFrom({ kind, at }: { readonly kind: string; readonly at: number }, sight: Sight): string {
  const ids = idsOf(kind, sight);
  if (kind === "stage" && sight.stages.length > 0) return "stage";
  if (ids.length === 0) return `field.${pick(CONTACT_FIELDS, at).name}`;
  return kind === "trait" ? ` ${pick(ids, at)}` : `${kind}.${pick(ids, at)}`;
}

function idsOf(kind: string, { traits, groups, classes, segments, labels }: Sight): readonly string[] {
  switch (kind) {
    case "trait":
      return traits.map(({ id }) => id);
    case "score":
    case "band":
      return groups.map(({ id }) => id);
    case "class":
      return classes.map(({ id }) => id);
    case "segment":
      return segments;
    case "label":
      return labels;
    default:
      return [];
  }
}

// Random rules.

import fc from "fast-check";
import type { RawFormula, RawPoints, RawRule, RawSelector } from "../reference/raw-rulebook.ts";
import {
  CONTACT_FIELDS,
  day,
  decimal,
  defined,
  duration,
  EVENT_FIELDS,
  type Field,
  index,
  longDuration,
  maybe,
  pick,
  positiveDecimal,
  rarely,
} from "./pools.ts";
import { condition, conditionFrom } from "./random-conditions.ts";
import { decay, type FormulaSketch, formula, limit, type TableSketch, table } from "./random-points.ts";
import { selector } from "./random-selectors.ts";
import type { ConditionSketch, Sight } from "./sketch.ts";

type PointsSketch =
  | { readonly kind: "fixed"; readonly points: number }
  | { readonly kind: "formula"; readonly at: number; readonly formula: FormulaSketch }
  | { readonly kind: "table"; readonly at: number; readonly table: TableSketch };

type Own = Pick<RawRule, "active" | "note" | "max_points" | "limit" | "decay" | "every">;

export interface RuleSketch {
  readonly kind: "event" | "condition" | "lookup" | "period";
  /** Which groups it feeds. */
  readonly groups: readonly number[];
  readonly when: ConditionSketch | undefined;
  readonly points: PointsSketch;
  readonly selector: RawSelector | undefined;
  /** Which date a period rule counts from. */
  readonly since: number;
  readonly own: Own;
}

const fixed: fc.Arbitrary<PointsSketch> = decimal.map((points) => ({ kind: "fixed", points }));
const formulaPoints: fc.Arbitrary<PointsSketch> = fc
  .tuple(index, formula)
  .map(([at, formula]) => ({ kind: "formula", at, formula }));
const tablePoints: fc.Arbitrary<PointsSketch> = fc
  .tuple(index, table)
  .map(([at, table]) => ({ kind: "table", at, table }));

const active: fc.Arbitrary<NonNullable<RawRule["active"]>> = fc.oneof(
  day.map((from) => ({ from })),
  day.map((until) => ({ until })),
  fc.tuple(day, day).map((both) => ({ from: both.toSorted()[0]!, until: both.toSorted()[1]! })),
);

const shared = {
  groups: fc.array(index, { maxLength: 2 }),
  when: rarely(condition),
  since: index,
};
const inAny = { active: rarely(active), note: rarely(fc.constant("why: because")) };

const eventRule: fc.Arbitrary<RuleSketch> = fc.record({
  kind: fc.constant("event" as const),
  ...shared,
  points: fc.oneof({ weight: 2, arbitrary: fixed }, formulaPoints, tablePoints),
  selector,
  own: fc
    .record({ ...inAny, limit: maybe(limit, 2), decay: maybe(decay), max_points: rarely(positiveDecimal) })
    .map((parts) => defined(parts)),
});

const conditionRule: fc.Arbitrary<RuleSketch> = fc.record({
  kind: fc.constant("condition" as const),
  ...shared,
  when: condition,
  points: fc.oneof(fixed, formulaPoints),
  selector: fc.constant(undefined),
  own: fc.record(inAny).map((parts) => defined(parts)),
});

const lookupRule: fc.Arbitrary<RuleSketch> = fc.record({
  kind: fc.constant("lookup" as const),
  ...shared,
  points: tablePoints,
  selector: fc.constant(undefined),
  own: fc.record(inAny).map((parts) => defined(parts)),
});

const periodLimit = fc.oneof(
  fc.constant("once" as const),
  fc.integer({ min: 1, max: 3 }).map((times) => ({ times })),
);

const periodRule: fc.Arbitrary<RuleSketch> = fc.record({
  kind: fc.constant("period" as const),
  ...shared,
  points: fc.oneof(fixed, formulaPoints),
  selector: fc.constant(undefined),
  own: fc
    .record({
      ...inAny,
      every: fc.oneof({ weight: 1, arbitrary: duration }, { weight: 3, arbitrary: longDuration }),
      limit: maybe(periodLimit),
      max_points: rarely(positiveDecimal),
    })
    .map((parts) => defined(parts)),
});

export const rule: fc.Arbitrary<RuleSketch> = fc.oneof(
  { weight: 6, arbitrary: eventRule },
  { weight: 1, arbitrary: conditionRule },
  { weight: 1, arbitrary: lookupRule },
  { weight: 2, arbitrary: periodRule },
);

/** What `of`, `by` and `since` may name outside event rules. */
function contactSources({ traits }: Sight): readonly Field[] {
  const isHidden = (field: Field) => traits.some(({ id }) => id === field.name);
  return [
    ...traits.map(({ id, kind }) => ({ name: id, kind })),
    ...CONTACT_FIELDS.filter((field) => !isHidden(field)),
  ];
}

export function ruleFrom(sketch: RuleSketch, sight: Sight, plainGroups: readonly string[]): RawRule {
  const isEvent = sketch.kind === "event";
  const groups = [...new Set(sketch.groups.map((at) => pick(plainGroups, at)))];
  const fed = groups.length === 0 && plainGroups.length > 1 ? [plainGroups[0]!] : groups;
  const dates = contactSources(sight).filter(
    ({ kind }) => kind === "date" || (kind === "text" && sketch.since > 9),
  );
  return defined({
    group: fed.length === 1 ? fed[0] : fed.length === 0 ? undefined : fed,
    when: sketch.when && conditionFrom(sketch.when, sight),
    ...sketch.selector,
    ...sketch.own,
    ...(sketch.kind === "period" ? { since: pick(dates, sketch.since).name } : {}),
    ...pointsFrom(sketch.points, isEvent ? EVENT_FIELDS : contactSources(sight)),
  } as RawRule) as RawRule;
}

function pointsFrom(sketch: PointsSketch, sources: readonly Field[]): { points: RawPoints; by?: string } {
  switch (sketch.kind) {
    case "fixed":
      return { points: sketch.points };
    case "formula": {
      const numbers = sources.filter(({ kind }) => kind === "number");
      const from = sketch.at > 9 ? sources : numbers;
      return { points: { of: pick(from, sketch.at).name, ...sketch.formula } satisfies RawFormula };
    }
    case "table": {
      const { name, kind } = pick(sources, sketch.at);
      return { by: name, points: sketch.table[kind] };
    }
    default:
      return sketch satisfies never;
  }
}

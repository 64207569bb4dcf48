import type { SourceLocation } from "../../diagnostics/location.ts";
import { parseDuration } from "../../values/duration.ts";
import type {
  ConditionRule,
  ContactSource,
  EventRule,
  LookupRule,
  PeriodRule,
  Points,
  PointsRow,
  PointsSource,
  Rule,
} from "../rule-model.ts";
import type { PointsShape, RuleShape } from "../schema/rules.ts";
import { entriesOf, type SourceNode } from "../source/source-tree.ts";
import { type Names, resolveConditionIfAny, resolveSubject } from "./resolve-conditions.ts";
import { resolveDecay, resolveLimits } from "./resolve-limits.ts";
import {
  dayIfAny,
  exact,
  exactIfAny,
  listOf,
  resolveLiteral,
  resolveSelector,
  resolveTest,
} from "./resolve-tests.ts";

type Table = Extract<Points, { kind: "table" }>;
type Source = (name: string) => PointsSource;
type EventRuleShape = Extract<RuleShape, { event: unknown }>;
type PeriodRuleShape = Extract<RuleShape, { every: unknown }>;

export interface RuleSite {
  readonly id: string;
  readonly location: SourceLocation;
  /** The rule's `points`, whose order and kinds of keys a plain object does not keep. */
  readonly points: SourceNode | undefined;
}

export function resolveRule(shape: RuleShape, site: RuleSite, names: Names): Rule {
  const base = {
    id: site.id,
    note: shape.note,
    groups: shape.group === undefined ? [names.onlyGroup!] : [...new Set(listOf(shape.group))],
    when: resolveConditionIfAny(shape.when, names),
    active: shape.active && { from: dayIfAny(shape.active.from), until: dayIfAny(shape.active.until) },
    location: site.location,
  };
  if ("event" in shape) return resolveEventRule(shape, base, site);
  const sourceOf = (name: string) => resolveContactSource(name, names);
  if ("every" in shape) return resolvePeriodRule(shape, base, sourceOf, site);
  if ("by" in shape && shape.by !== undefined) {
    const points = resolveTable(shape.points, sourceOf(shape.by), site);
    return { kind: "lookup", ...base, points } satisfies LookupRule;
  }
  return {
    kind: "condition",
    ...base,
    points: resolvePoints(shape.points, undefined, sourceOf, site),
  } satisfies ConditionRule;
}

/** What `by`, `of` and `since` name outside event rules. */
function resolveContactSource(name: string, names: Names): ContactSource {
  const subject = resolveSubject(name, names);
  if (subject.kind === "trait") return subject;
  return { kind: "field", name: subject.kind === "field" ? subject.name : name };
}

type Base = Omit<ConditionRule, "kind" | "points">;

function resolveEventRule(shape: EventRuleShape, base: Base, site: RuleSite): EventRule {
  return {
    kind: "event",
    ...base,
    selector: resolveSelector(shape),
    points: resolvePoints(shape.points, shape.by, (name) => ({ kind: "event_field", name }), site),
    limits: resolveLimits(shape.limit),
    decay: resolveDecay(shape.decay),
    maxPoints: exactIfAny(shape.max_points),
  };
}

function resolvePeriodRule(
  shape: PeriodRuleShape,
  base: Base,
  sourceOf: (name: string) => ContactSource,
  site: RuleSite,
): PeriodRule {
  return {
    kind: "period",
    ...base,
    every: parseDuration(shape.every)!,
    since: sourceOf(shape.since),
    points: resolvePoints(shape.points, undefined, sourceOf, site),
    times: shape.limit === "once" ? 1 : shape.limit?.times,
    maxPoints: exactIfAny(shape.max_points),
  };
}

function resolvePoints(shape: PointsShape, by: string | undefined, sourceOf: Source, site: RuleSite): Points {
  if (typeof shape === "number") return { kind: "fixed", points: exact(shape) };
  if (by !== undefined) return resolveTable(shape, sourceOf(by), site);
  return resolveFormula(shape as FormulaShape, sourceOf);
}

/** A formula; without a factor the value itself is the points. */
interface FormulaShape {
  readonly of: string;
  readonly give?: number;
  readonly per?: number;
  readonly times?: number;
  readonly up_to?: number;
  readonly at_least?: number;
  readonly at_most?: number;
}

function resolveFormula(shape: FormulaShape, sourceOf: Source): Points {
  const bounded = {
    of: sourceOf(shape.of),
    atLeast: exactIfAny(shape.at_least),
    atMost: exactIfAny(shape.at_most),
  };
  if (shape.give !== undefined && shape.per !== undefined) {
    return { kind: "per", give: exact(shape.give), per: exact(shape.per), ...bounded };
  }
  return { kind: "times", factor: exact(shape.times ?? 1), upTo: exactIfAny(shape.up_to), ...bounded };
}

function resolveTable(shape: PointsShape, by: PointsSource, site: RuleSite): Table {
  return Array.isArray(shape) ? resolveRows(shape, by) : resolveValues(by, site);
}

type RowShape = Extract<PointsShape, readonly unknown[]>[number];

function resolveRows(shape: readonly RowShape[], by: PointsSource): Table {
  const rows: PointsRow[] = [];
  let otherwise: Table["otherwise"];
  for (const row of shape) {
    if ("otherwise" in row) {
      otherwise = exact(row.otherwise);
    } else {
      const { give, ...test } = row;
      rows.push({ test: resolveTest(test), points: exact(give) });
    }
  }
  return { kind: "table", by, rows, otherwise };
}

function resolveValues(by: PointsSource, site: RuleSite): Table {
  const rows: PointsRow[] = [];
  let otherwise: Table["otherwise"];
  for (const { key, keyNode, value } of entriesOf(site.points)) {
    const points = exact(value.kind === "scalar" ? Number(value.value) : Number.NaN);
    if (key === "otherwise") otherwise = points;
    else rows.push({ test: { kind: "equals", oneOf: [resolveLiteral(keyNode.value ?? key)] }, points });
  }
  return { kind: "table", by, rows, otherwise };
}

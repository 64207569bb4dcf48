import { z } from "zod";
import { closestName } from "../../diagnostics/suggest.ts";
import { FORMULA_KEYS } from "../points-kind.ts";
import {
  byId,
  byName,
  choice,
  count,
  day,
  duration,
  expects,
  filledList,
  filledText,
  hasKey,
  isList,
  isMap,
  map,
  number,
  oneOf,
  oneOrMany,
  percentage,
  positive,
  text,
  wholeDays,
} from "./common.ts";
import { condition } from "./conditions.ts";
import { selectorKeys } from "./selectors.ts";
import { testKeys } from "./tests.ts";

const bounds = { at_least: number.optional(), at_most: number.optional() };

const perUnit = map("formula", { give: number, per: positive, of: text, ...bounds });
const timesFactor = map("formula", {
  of: text,
  times: number.optional(),
  up_to: number.optional(),
  ...bounds,
});

const testedRow = map("row", { ...testKeys, give: number });
const otherwiseRow = map("row", { otherwise: number });
const row = oneOf("row", [testedRow, otherwiseRow], (input) =>
  hasKey(input, "otherwise") ? 1 : isMap(input) ? 0 : undefined,
);

const tableOfRows = filledList("table", row);
const tableOfValues = byName("table", number);

const isFormula = (input: unknown) => hasKey(input, ...FORMULA_KEYS);
const formulaBranch = (input: unknown) => (hasKey(input, "give", "per") ? 1 : 2);

const points = oneOf("points", [number, perUnit, timesFactor, tableOfRows, tableOfValues], (input) => {
  if (isList(input)) return 3;
  if (!isMap(input)) return undefined;
  return isFormula(input) ? formulaBranch(input) : 4;
});

export type PointsShape = z.infer<typeof points>;

const pointsNoTable = oneOf("pointsNoTable", [number, perUnit, timesFactor], (input) =>
  isFormula(input) ? formulaBranch(input) : undefined,
);

const inEveryRule = {
  group: oneOrMany("names", text).optional(),
  when: condition.optional(),
  active: map("active", { from: day.optional(), until: day.optional() }).optional(),
  note: text.optional(),
};
const inAnyRule = { ...inEveryRule, points };

export const CALENDAR_PERIODS = ["day", "week", "month", "quarter", "year"] as const;

/** A calendar period, or a duration for the stretch before each event. */
const limitStretch = oneOf("limitStretch", [choice(CALENDAR_PERIODS, "duration"), duration], (input) => {
  if (typeof input === "number") return 1;
  if (typeof input !== "string") return undefined;
  return /^\s*\d/.test(input) ? 1 : 0;
});

const limitMap = map("limitMap", {
  times: count,
  per: limitStretch.optional(),
  per_each: filledText.optional(),
});
const limitForms = [choice(["once"]), limitMap] as const;
const oneLimit = oneOf("limit", limitForms, (input) => (isMap(input) ? 1 : undefined));
const limit = oneOf("limit", [...limitForms, filledList("limit", oneLimit)], (input) =>
  isList(input) ? 2 : isMap(input) ? 1 : undefined,
);

export type LimitShape = z.infer<typeof limit>;

const periodLimitForms = [choice(["once"]), map("periodLimit", { times: count })] as const;
const periodLimit = oneOf("periodLimit", periodLimitForms, (input) =>
  isMap(input) ? 1 : typeof input === "string" ? 0 : undefined,
);

const steps = map("decay", { by: percentage, every: duration, down_to: positive.optional() }, ["half_life"]);
const halfLife = map("decay", { half_life: wholeDays, down_to: positive.optional() });
const decay = oneOf("decay", [steps, halfLife], (input) =>
  hasKey(input, "half_life") ? 1 : isMap(input) ? 0 : undefined,
);

export type DecayShape = z.infer<typeof decay>;

const eventRuleKeys = {
  ...selectorKeys,
  ...inAnyRule,
  by: text.optional(),
  limit: limit.optional(),
  decay: decay.optional(),
  max_points: positive.optional(),
};
const ruleKeys = [...Object.keys(eventRuleKeys), "every"];

const eventRule = map("rule", eventRuleKeys);
const lookupRule = map("rule", { ...inAnyRule, by: text }, ruleKeys);
const conditionRule = map("rule", inAnyRule, ruleKeys);

/** Not a date: in a period rule `since` names what holds one. */
export const dateSource = z.string(expects("dateSource")).regex(/^(?!\d{4}-)./, expects("dateSource"));

const periodRule = map(
  "rule",
  {
    ...inEveryRule,
    every: duration,
    since: dateSource,
    points: pointsNoTable,
    limit: periodLimit.optional(),
    max_points: positive.optional(),
  },
  ruleKeys,
);

/** True also for a rule whose key is misspelt. */
function means(input: Readonly<Record<string, unknown>>, name: string): boolean {
  const unknown = Object.keys(input).filter((key) => !ruleKeys.includes(key));
  return name in input || unknown.some((key) => closestName(key, ruleKeys) === name);
}

const rule = oneOf("rule", [eventRule, lookupRule, conditionRule, periodRule], (input) => {
  if (!isMap(input)) return undefined;
  if (means(input, "every")) return 3;
  if (means(input, "event")) return 0;
  return hasKey(input, "by") ? 1 : 2;
});

export type RuleShape = z.infer<typeof rule>;

export const rules = byId("rules", rule);

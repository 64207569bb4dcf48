import type { z } from "zod";
import { closestName } from "../../diagnostics/suggest.ts";
import { FORMULA_KEYS } from "../points-kind.ts";
import { unsupportedKey } from "../unsupported.ts";
import {
  byId,
  byName,
  choice,
  count,
  day,
  filledList,
  hasKey,
  isList,
  isMap,
  map,
  number,
  oneOf,
  oneOrMany,
  positive,
  text,
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

const inAnyRule = {
  group: oneOrMany("names", text).optional(),
  when: condition.optional(),
  points,
  active: map("active", { from: day.optional(), until: day.optional() }).optional(),
  note: text.optional(),
};

export const CALENDAR_PERIODS = ["day", "week", "month", "quarter", "year"] as const;

const limitMap = map("limitMap", { times: count, per: choice(CALENDAR_PERIODS).optional() });
const limitForms = [choice(["once"]), limitMap] as const;
const oneLimit = oneOf("limit", limitForms, (input) => (isMap(input) ? 1 : undefined));
const limit = oneOf("limit", [...limitForms, filledList("limit", oneLimit)], (input) =>
  isList(input) ? 2 : isMap(input) ? 1 : undefined,
);

export type LimitShape = z.infer<typeof limit>;

const eventRuleKeys = {
  ...selectorKeys,
  ...inAnyRule,
  by: text.optional(),
  limit: limit.optional(),
  max_points: positive.optional(),
};
const ruleKeys = Object.keys(eventRuleKeys);

const eventRule = map("rule", eventRuleKeys);
const lookupRule = map("rule", { ...inAnyRule, by: text }, ruleKeys);
const conditionRule = map("rule", inAnyRule, ruleKeys);

/** True also for a rule whose "event" is misspelt. */
function isEventRule(input: Readonly<Record<string, unknown>>): boolean {
  const unknown = Object.keys(input).filter(
    (key) => !ruleKeys.includes(key) && unsupportedKey(key, "rule") === undefined,
  );
  return "event" in input || unknown.some((key) => closestName(key, ruleKeys) === "event");
}

const rule = oneOf("rule", [eventRule, lookupRule, conditionRule], (input) => {
  if (!isMap(input)) return undefined;
  if (isEventRule(input)) return 0;
  return hasKey(input, "by") ? 1 : 2;
});

export type RuleShape = z.infer<typeof rule>;

export const rules = byId("rules", rule);

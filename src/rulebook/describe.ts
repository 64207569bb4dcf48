// What a value is, in words, and how to write it as it was probably meant.

import type { Expectation } from "../diagnostics/expectations.ts";
import { quoted } from "../diagnostics/quote.ts";
import { formatDecimal, parseDecimal } from "../values/decimal.ts";
import { DAYS_PATTERN, DURATION_UNITS } from "../values/duration.ts";
import { parseBoolean } from "../values/text.ts";
import type { ScalarNode, SourceNode } from "./source/source-tree.ts";

const NUMERIC: readonly Expectation[] = [
  "number",
  "positive",
  "share",
  "count",
  "atLeastZero",
  "points",
  "times",
  "pointsNoTable",
];
const TEXTUAL: readonly Expectation[] = [
  "text",
  "texts",
  "names",
  "id",
  "column",
  "columns",
  "eventTypeName",
];

export function describe(node: SourceNode): string {
  if (node.kind === "map") return node.entries.length === 0 ? "an empty map" : "a map";
  if (node.kind === "list") return node.items.length === 0 ? "an empty list" : "a list";
  if (node.value === null) return "empty";
  if (node.value === "") return "an empty text";
  if (typeof node.value === "string") return `the text ${quoted(node.value)}`;
  return typeof node.value === "number" ? `the number ${node.source}` : String(node.value);
}

/** The value as a message names it: text in quotes, the rest as written. */
export function shown(node: SourceNode): string {
  if (node.kind !== "scalar") return describe(node);
  return typeof node.value === "string" ? quoted(node.value) : node.source;
}

export function helpFor(node: SourceNode, expected: Expectation): string | undefined {
  if (node.kind !== "scalar") return undefined;
  const { value, source } = node;
  if (NUMERIC.includes(expected) && typeof value === "string") return helpForNumber(value);
  if (TEXTUAL.includes(expected) && typeof value !== "string" && value !== null) {
    return `put it in quotes: ${quoted(source)}`;
  }
  if (expected === "percentage" && typeof value === "number") return helpForPercentage(value);
  if (expected === "wholeDays" && typeof value !== "boolean") return helpForDays(source);
  if (expected === "boolean" && typeof value !== "boolean") return helpForBoolean(node);
  return undefined;
}

function helpForNumber(text: string): string | undefined {
  if (parseDecimal(text) !== undefined) return `write ${text.trim()} without quotes`;
  const withPoint = text.replace(",", ".");
  return parseDecimal(withPoint) === undefined
    ? undefined
    : `write ${withPoint.trim()}, with a decimal point`;
}

/** A share is meant as often as a percentage without its sign. */
function helpForPercentage(value: number): string | undefined {
  if (value <= 0 || value > 100) return undefined;
  return `write ${formatDecimal(exactOf(value < 1 ? value * 100 : value))}%`;
}

const exactOf = (value: number) => parseDecimal(value.toFixed(6))!;

function helpForDays(source: string): string | undefined {
  const meant = meantDuration(source);
  if (meant === undefined) return undefined;
  return DAYS_PATTERN.test(meant) ? `write ${quoted(meant)}` : "a half-life counts whole days";
}

function helpForBoolean({ source }: ScalarNode): string | undefined {
  const meant = parseBoolean(source);
  return meant === undefined ? undefined : `write ${meant}`;
}

/** A written duration that was probably meant: "30d" gives "30 days". */
export function meantDuration(source: string): string | undefined {
  const match = /^([1-9]\d{0,5})[\s_-]*(?:([a-z]+?)s?)?$/i.exec(source.trim());
  if (match === null) return undefined;
  const [, count, unit = "day"] = match;
  const units = DURATION_UNITS.filter((name) => name.startsWith(unit.toLowerCase()));
  return units.length === 1 ? `${count} ${units[0]}${count === "1" ? "" : "s"}` : undefined;
}

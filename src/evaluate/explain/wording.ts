// Tests and selectors in words, for explanations.

import type { Literal, Selector, Sequence, Subject, Test } from "../../rulebook/condition-model.ts";
import type { ContactSource } from "../../rulebook/rule-model.ts";
import type { PlainDay } from "../../values/date-text.ts";
import { formatDecimal } from "../../values/decimal.ts";
import { formatDuration } from "../../values/duration.ts";
import type { Moment } from "../moment.ts";

/** As a rulebook names it: "score.ski", "spent". */
export function nameSubject(subject: Subject | ContactSource): string {
  switch (subject.kind) {
    case "field":
      return subject.name;
    case "trait":
      return subject.id;
    case "stage":
      return "stage";
    default:
      return `${subject.kind}.${subject.id}`;
  }
}

/** What must hold: "above 250", "FR or BE", "not older than 30 days". */
export function wordTest(test: Test): string {
  switch (test.kind) {
    case "equals":
      return test.oneOf.map(wordLiteral).join(" or ");
    case "number":
      return `${test.relation.replace("_", " ")} ${formatDecimal(test.bound)}`;
    case "before":
    case "after":
      return `${test.kind} ${formatPlainDay(test.day)}`;
    case "within":
      return `within ${formatDuration(test.duration)}`;
    case "older_than":
      return `older than ${formatDuration(test.duration)}`;
    case "text":
      return `${test.relation.replace("_", " ")} ${test.anyOf.map((text) => `"${text}"`).join(" or ")}`;
    case "matches":
      return `matches ${test.pattern}`;
    case "exists":
      return test.expected ? "present" : "missing";
    case "not":
      return `not ${wordTest(test.test)}`;
    case "all":
      return test.tests.map(wordTest).join(" and ");
    default:
      return test satisfies never;
  }
}

/** Which events: "purchase (category shoes) in the 6 months to 2026-03-01". */
export function wordSelector(selector: Selector, moment: Moment): string {
  const fields = selector.where.map(({ field, test }) => `${field} ${wordTest(test)}`);
  const where = fields.length === 0 ? "" : ` (${fields.join(", ")})`;
  const sequences = selector.sequences.map(wordSequence);
  return `${wordTypes(selector.types)}${where}${wordStretch(selector, moment)}${sequences.join("")}`;
}

/** "email_open or email_click"; any type is "event". */
export function wordTypes(types: readonly string[]): string {
  return types.map((type) => (type === "*" ? "event" : type)).join(" or ");
}

function wordSequence({ direction, expected, types, within, same }: Sequence): string {
  const partner = `${direction} by ${wordTypes(types)}`;
  const reach = within === undefined ? "" : ` within ${formatDuration(within)}`;
  const equal = same.length === 0 ? "" : ` of the same ${same.join(" and ")}`;
  return `, ${expected ? "" : "not "}${partner}${equal}${reach}`;
}

/** " in the 6 months to 2026-03-01", or nothing. */
export function wordStretch({ within, since, until }: Selector, { asOf, calendar }: Moment): string {
  const parts = [];
  if (within !== undefined) parts.push(`in the ${formatDuration(within)} to ${calendar.formatDay(asOf)}`);
  if (since !== undefined) parts.push(`since ${formatPlainDay(since)}`);
  if (until !== undefined) parts.push(`until ${formatPlainDay(until)}`);
  return parts.map((part) => ` ${part}`).join("");
}

function wordLiteral(literal: Literal): string {
  switch (literal.kind) {
    case "text":
      return literal.text;
    case "number":
      return formatDecimal(literal.value);
    case "boolean":
      return String(literal.value);
    default:
      return literal satisfies never;
  }
}

function formatPlainDay({ year, month, day }: PlainDay): string {
  const pad = (value: number, length: number) => String(value).padStart(length, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

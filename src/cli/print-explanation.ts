// An explanation for people. The lines of a group add up to its score.

import type { ChalkInstance } from "chalk";
import type { ScoreExplanation } from "../evaluate/explanation.ts";
import type { HeldIdentity } from "../store/person-at.ts";
import { formatAsOf } from "../values/as-of.ts";
import { type Calendar, createCalendar } from "../values/calendar.ts";
import { alignRowsBy, type Row, type WidthOf } from "./align-rows.ts";
import type { ExplainedContact, ShownMembership } from "./explained-contact.ts";
import { formatGroup } from "./print-group.ts";
import { formatTrigger } from "./print-trigger.ts";
import { showText } from "./terminal.ts";

interface PrintOptions {
  readonly group?: string;
  readonly events?: boolean;
}

export function formatExplanation(
  explained: ExplainedContact,
  options: PrintOptions,
  chalk: ChalkInstance,
  widthOf: WidthOf,
): string {
  const { rulebook, asOf, standing, explanation } = explained;
  const calendar = createCalendar(rulebook.timezone);
  const name = standing.email === "" ? standing.written : `${standing.written} <${standing.email}>`;
  const heading = `${chalk.bold(showText(name))}   as of ${formatAsOf(asOf, calendar)}\n`;
  if (standing.isRetired) return `${heading}\nretired: its source lists it no more\n`;
  if (explanation.kind === "excluded") return `${heading}\nexcluded: ${showText(explanation.reason)}\n`;
  const groups = explanation.groups
    .filter(({ group }) => options.group === undefined || group === options.group)
    .map((group) => formatGroup(group, { calendar, withEvents: options.events === true, chalk, widthOf }));
  const rest = options.group === undefined ? formatRest(explained, explanation, calendar, widthOf) : "";
  return [heading, ...groups, rest].filter((part) => part !== "").join("\n");
}

function formatRest(
  explained: ExplainedContact,
  { classes, stage, triggers }: ScoreExplanation,
  calendar: Calendar,
  widthOf: WidthOf,
): string {
  const { rulebook, memberships, notKnown, laterIdentities } = explained;
  const of = (kind: "segment" | "label") =>
    memberships.filter((membership) => membership.kind === kind).map((each) => formatMember(each, calendar));
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["identities", shownIdentities(explained).map((identity) => formatIdentity(identity, calendar))],
    ["not yet", laterIdentities.map((identity) => formatIdentity(identity, calendar))],
    ["classes", classes.map((entry) => `${entry.class} ${entry.value}`)],
    ["stage", stage === undefined ? [] : [`${stage.stage} since ${formatAsOf(stage.since, calendar)}`]],
    ["segments", of("segment")],
    ["labels", of("label")],
    ["triggers", triggers.map((trigger) => formatTrigger(trigger, rulebook, calendar))],
    ["not known", notKnown],
  ];
  return alignRowsBy(
    widthOf,
    rows.filter(([, texts]) => texts.length > 0).map(([name, texts]): Row => [name, texts.join(" · ")]),
  )
    .map((line) => `${line}\n`)
    .join("");
}

function formatMember({ name, since }: ShownMembership, calendar: Calendar): string {
  return since === undefined ? name : `${name} since ${formatAsOf(since, calendar)}`;
}

/** The heading has the e-mail already. */
function shownIdentities({ identities, standing }: ExplainedContact): readonly HeldIdentity[] {
  return identities.filter(
    ({ kind, value, evidence }) =>
      evidence !== "stated" || kind !== "email" || value.trim() !== standing.email,
  );
}

/** "visitor_id phone-7 since 2026-02-10 (with email ada@example.com)". */
function formatIdentity(
  { kind, value, evidence, at, with: other }: HeldIdentity,
  calendar: Calendar,
): string {
  const since = at === undefined ? "" : ` since ${calendar.formatDay(at)}`;
  const seen = `${evidence === "former" ? "formerly " : ""}with ${other.kind} ${other.value}`;
  return showText(`${kind} ${value}${since} (${seen})`);
}

// An explanation for people. The lines of a group add up to its score.

import type { ChalkInstance } from "chalk";
import type { ScoreExplanation } from "../evaluate/explanation.ts";
import { formatAsOf } from "../values/as-of.ts";
import { type Calendar, createCalendar } from "../values/calendar.ts";
import type { ExplainedContact } from "./explained-contact.ts";
import { formatGroup } from "./print-group.ts";
import { formatTrigger } from "./print-trigger.ts";
import { alignRows, type Row } from "./table.ts";
import { showText } from "./terminal.ts";

interface PrintOptions {
  readonly group?: string;
  readonly events?: boolean;
}

export function formatExplanation(
  explained: ExplainedContact,
  options: PrintOptions,
  chalk: ChalkInstance,
): string {
  const { rulebook, asOf, standing, explanation } = explained;
  const calendar = createCalendar(rulebook.timezone);
  const name = standing.email === "" ? standing.written : `${standing.written} <${standing.email}>`;
  const heading = `${chalk.bold(showText(name))}   as of ${formatAsOf(asOf, calendar)}\n`;
  if (standing.isRetired) return `${heading}\nretired: its source lists it no more\n`;
  if (explanation.kind === "excluded") return `${heading}\nexcluded: ${showText(explanation.reason)}\n`;
  const groups = explanation.groups
    .filter(({ group }) => options.group === undefined || group === options.group)
    .map((group) => formatGroup(group, calendar, options.events === true, chalk));
  const rest = options.group === undefined ? formatRest(explained, explanation, calendar) : "";
  return [heading, ...groups, rest].filter((part) => part !== "").join("\n");
}

/** Memberships have a date, and triggers a state, as of the last run only. */
function formatRest(
  { rulebook, isLastRun, memberships }: ExplainedContact,
  { classes, stage, triggers }: ScoreExplanation,
  calendar: Calendar,
): string {
  const of = (kind: "segment" | "label") =>
    memberships
      .filter((membership) => membership.kind === kind)
      .map(({ name, since }) =>
        since === undefined ? name : `${name} since ${formatAsOf(since, calendar)}`,
      );
  const rows: Row[] = [
    ["classes", classes.map((entry) => `${entry.class} ${entry.value}`).join(" · ")],
    ["stage", stage === undefined ? "" : `${stage.stage} since ${formatAsOf(stage.since, calendar)}`],
    ["segments", of("segment").join(" · ")],
    ["labels", of("label").join(" · ")],
    [
      "triggers",
      isLastRun ? triggers.map((trigger) => formatTrigger(trigger, rulebook, calendar)).join(" · ") : "",
    ],
  ];
  return alignRows(rows.filter(([, text]) => text !== ""))
    .map((line) => `${line}\n`)
    .join("");
}

// An explanation for people. The lines of a group add up to its score.

import type { ChalkInstance } from "chalk";
import type {
  AwardLine,
  GroupExplanation,
  ScoreExplanation,
  ScoreLine,
  TriggerExplanation,
} from "../evaluate/explanation.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { formatAsOf } from "../values/as-of.ts";
import { type Calendar, createCalendar } from "../values/calendar.ts";
import { formatDecimal, type Micro, micro } from "../values/decimal.ts";
import type { ExplainedContact } from "./explained-contact.ts";
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

/** The group with its lines, each ended; what did not award last. */
export function formatGroup(
  group: GroupExplanation,
  calendar: Calendar,
  withEvents: boolean,
  chalk: ChalkInstance,
): string {
  const heading = [chalk.bold(group.group), formatDecimal(group.score), group.band ?? ""]
    .join("   ")
    .trimEnd();
  const aligned = alignRows(group.lines.map((line) => lineRow(line, calendar)));
  const lines = group.lines.flatMap((line, index) => [
    `  ${aligned[index]}`,
    ...(withEvents && line.kind === "award" ? eventLines(line, calendar) : []),
  ]);
  const reasons = group.notAwarded.map(({ rule, reason }) => `${rule} (${showText(reason)})`);
  const notAwarded = reasons.length === 0 ? [] : [`  not awarded: ${reasons.join(" · ")}`];
  return `${[heading, ...lines, ...notAwarded].join("\n")}\n`;
}

/** Name, sum, why, where. */
function lineRow(line: ScoreLine, calendar: Calendar): Row {
  switch (line.kind) {
    case "start":
      return ["start", signed(line.points)];
    case "rounding":
      return ["rounding", signed(line.points), "to six places"];
    case "min":
    case "max":
      return [line.kind, signed(line.points), `kept at ${formatDecimal(line.bound)}`];
    case "reset":
      return ["reset", "", `${calendar.formatDay(line.at)}: earlier events count no more`];
    case "term":
      return [
        line.group,
        `${formatDecimal(line.score)} x ${formatDecimal(line.weight)} = ${formatDecimal(line.points)}`,
      ];
    case "award":
      return [
        line.rule,
        formatWorth(line),
        showText(formatBasis(line, calendar)),
        showText(`${line.location.file}:${line.location.line}`),
      ];
    default:
      return line satisfies never;
  }
}

function formatWorth({ times, points, each, uncut, events }: AwardLine): string {
  if (events.length === 0 && times === 1) return signed(points);
  const sum = formatDecimal(uncut ?? points);
  const product = each === undefined ? `${times} awards = ${sum}` : `${signed(each)} x ${times} = ${sum}`;
  return uncut === undefined ? product : `${product}, cut to ${formatDecimal(points)}`;
}

/** When the events were, or why the condition holds; then the rule's note. */
function formatBasis({ events, reason, note }: AwardLine, calendar: Calendar): string {
  const first = events.at(0);
  const last = events.at(-1);
  const days = new Set(
    [first, last].flatMap((event) => (event === undefined ? [] : calendar.formatDay(event.at))),
  );
  const basis = days.size > 0 ? [...days].join(" … ") : (reason ?? "");
  const decayed = events.some((event) => event.points !== event.undecayed)
    ? `, decayed from ${formatDecimal(sumOf(events.map((event) => event.undecayed)))}`
    : "";
  return `${basis}${decayed}${note === undefined ? "" : ` (${note})`}`;
}

function sumOf(points: readonly Micro[]): Micro {
  return micro(points.reduce((sum, each) => sum + each, 0n));
}

function eventLines({ events }: AwardLine, calendar: Calendar): readonly string[] {
  const rows = events.map(({ id, type, at, points }) => [
    calendar.format(at),
    signed(points),
    showText(type),
    showText(id),
  ]);
  return alignRows(rows, ["left", "right"]).map((line) => `      ${line}`);
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

export function formatTrigger(
  explanation: TriggerExplanation,
  rulebook: Rulebook,
  calendar: Calendar,
): string {
  const { trigger, lastFiredAt, firings } = explanation;
  const fires =
    rulebook.triggers.find(({ id }) => id === trigger)?.fires === "once" ? "once" : `${firings} x`;
  const fired =
    lastFiredAt === undefined ? undefined : `fired ${formatAsOf(lastFiredAt, calendar)} (${fires})`;
  const parts = [fired, formatVerdict(explanation, calendar)].filter((part) => part !== undefined);
  return `${trigger} ${parts.join(", ")}`;
}

function formatVerdict(explanation: TriggerExplanation, calendar: Calendar): string | undefined {
  const { verdict, finding, held = "", coolsUntil, lastFiredAt } = explanation;
  switch (verdict) {
    case "fires":
      return "is due";
    case "disarmed":
      return lastFiredAt === undefined ? "was passed over: met before its first run" : undefined;
    case "not_met":
      return `waits: ${showText(finding)}`;
    case "passed_over":
      return "is passed over: met before its first run";
    case "cooling":
      return `cools down${coolsUntil === undefined ? "" : ` until ${formatAsOf(coolsUntil, calendar)}`}`;
    case "held":
      return `is held back: ${showText(held)}`;
    case "resting":
      return "rests: the contact is anonymous";
    default:
      return verdict satisfies never;
  }
}

function signed(points: Micro): string {
  return points > 0n ? `+${formatDecimal(points)}` : formatDecimal(points);
}

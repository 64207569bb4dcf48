// What tests found, for people: nothing of those that pass; of the others only what differs, and what is behind it.

import type { ChalkInstance } from "chalk";
import { type Diagnostic, hasErrors } from "../../diagnostics/diagnostic.ts";
import { renderDiagnostics } from "../../diagnostics/render.ts";
import type { ScoreLine } from "../../evaluate/explain/explanation.ts";
import type { Background, FailedRun } from "../../testing/difference.ts";
import type { FileReport, TestOutcome, TestReport } from "../../testing/run-tests.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { type Calendar, createCalendar } from "../../values/calendar.ts";
import { formatCountOf } from "../../values/count.ts";
import { countTests, hasPassed } from "../facts/test-totals.ts";
import { showText } from "../terminal.ts";
import { formatDifference } from "../wording/test-difference.ts";
import { formatGroup } from "./group.ts";
import { formatTrigger } from "./trigger.ts";

type ErrorReport = Extract<FileReport, { kind: "error" }>;
type RunReport = Extract<FileReport, { kind: "run" }>;

/** Everything that did not pass; "" when all did. */
export function formatFailures({ files }: TestReport, chalk: ChalkInstance): string {
  const shown = new Set<string>();
  return files
    .map((file) => (file.kind === "error" ? formatError(file, shown, chalk) : formatFile(file, chalk)))
    .join("");
}

/** "12 tests passed" */
export function formatTotals(report: TestReport): string {
  const { passed, failed, errors } = countTests(report);
  const parts = [
    `${formatCountOf(passed, "test")} passed`,
    failed > 0 && `${failed} failed`,
    errors > 0 && `${formatCountOf(errors, "file")} with errors`,
  ];
  return `${parts.filter((part) => part !== false).join(", ")}\n`;
}

/** Problems of a rulebook that several files test are shown once. */
function formatError({ file, diagnostics, files }: ErrorReport, shown: Set<string>, chalk: ChalkInstance) {
  const isNew = (diagnostic: Diagnostic) => {
    const key = JSON.stringify([diagnostic.span, diagnostic.message]);
    return !shown.has(key) && shown.add(key);
  };
  const fresh = diagnostics.filter(isNew);
  const rendered =
    fresh.length === 0 ? "" : `${renderDiagnostics(fresh, files, { colour: chalk.level > 0 })}\n`;
  const own = diagnostics.filter(({ span }) => span.file === file);
  const why = hasErrors(own) ? formatCountOf(own.length, "problem") : "its rulebook has errors";
  return `${rendered}${chalk.red.bold("ERROR")} ${showText(file)}: ${why}; its tests were not run\n\n`;
}

function formatFile({ file, rulebook, tests }: RunReport, chalk: ChalkInstance): string {
  const calendar = createCalendar(rulebook.timezone);
  return tests
    .filter((test) => !hasPassed(test))
    .map((test) => {
      const heading = `${chalk.red.bold("FAIL")} ${showText(`${file}:${test.line}: ${test.name}`)}\n`;
      return `${heading}${formatFailedRuns(test, { rulebook, calendar, chalk })}\n`;
    })
    .join("");
}

interface Setting {
  readonly rulebook: RunReport["rulebook"];
  readonly calendar: Calendar;
  readonly chalk: ChalkInstance;
}

function formatFailedRuns({ failedRuns }: TestOutcome, setting: Setting): string {
  return failedRuns.map((run) => formatFailedRun(run, setting)).join("");
}

function formatFailedRun(run: FailedRun, setting: Setting): string {
  const { number, of, asOf, differences, behind } = run;
  const heading = of > 1 ? [`run ${number}, as of ${formatAsOf(asOf, setting.calendar)}`] : [];
  const lines = differences.flatMap((difference) =>
    formatDifference(difference).map((text) => `line ${difference.line}: ${text}`),
  );
  const background = behind.flatMap((each) => formatBackground(each, setting));
  return [...heading, ...lines, ...background].map((line) => `  ${line}\n`).join("");
}

function formatBackground(background: Background, { rulebook, calendar, chalk }: Setting): readonly string[] {
  const contact = showText(background.contact);
  switch (background.kind) {
    case "excluded":
      return [`${contact} is excluded: ${showText(background.reason)}`];
    case "trigger":
      return [`${contact}: ${formatTrigger(background.trigger, rulebook, calendar)}`];
    case "group":
      return formatGroupOf(contact, background, { rulebook, calendar, chalk });
    default:
      return background satisfies never;
  }
}

type GroupBackground = Extract<Background, { kind: "group" }>;

/** The lines that add up to the score, or the awards of some rules, also that there is none. */
function formatGroupOf(
  contact: string,
  { group, rules }: GroupBackground,
  setting: Setting,
): readonly string[] {
  const lines = rules === undefined ? group.lines : group.lines.filter((line) => isOf(line, rules));
  const awards = formatGroup(
    { ...group, lines, notAwarded: [] },
    setting.calendar,
    false,
    setting.chalk.bold,
  );
  const [heading, ...shown] = awards.trimEnd().split("\n");
  const nothing = group.notAwarded
    .filter(({ rule }) => rules?.includes(rule))
    .map(({ rule, reason }) => `  ${rule}   not awarded: ${showText(reason)}   ${placeOf(rule, setting)}`);
  return [`${contact}   ${heading}`, ...shown, ...nothing];
}

function isOf(line: ScoreLine, rules: readonly string[]): boolean {
  return line.kind === "award" && rules.includes(line.rule);
}

function placeOf(rule: string, { rulebook }: Setting): string {
  const location = rulebook.rules.find(({ id }) => id === rule)?.location;
  return location === undefined ? "" : showText(`${location.file}:${location.line}`);
}

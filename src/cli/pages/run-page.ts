// What a run did, on a terminal: the same as elsewhere, with bars by share and what changed since the run before.

import type { RunSummary } from "../../output/run-summary.ts";
import type { Collection, Group, Rulebook } from "../../rulebook/model.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { createCalendar } from "../../values/calendar.ts";
import { formatCount, formatCountOf } from "../counts.ts";
import type { DoneRun } from "../done-run.ts";
import type { Cell, Column } from "../drawing/column.ts";
import { fitColumns } from "../drawing/columns.ts";
import { joinParts, type Page } from "../drawing/page.ts";
import { bandStyle, type Style } from "../drawing/palette.ts";
import { hangSpans, spaceSpans, wrapSpans } from "../drawing/words.ts";
import { clip } from "../fit-width.ts";
import { formatEnd, formatLeftOut, inputRow, type PrintOptions } from "../print-run.ts";
import type { RunBefore } from "../run-before.ts";
import { findWarnings } from "../run-warnings.ts";
import { showText } from "../terminal.ts";

export function drawRun(
  run: DoneRun,
  rulebook: Rulebook,
  options: PrintOptions,
  before: RunBefore | undefined,
  page: Page,
): string {
  const { chalk, width } = page;
  const warnings = findWarnings(run.summary).map((text) =>
    hangSpans(chalk.yellow("warning: "), [{ text: showText(text) }], width),
  );
  return joinParts([
    headingLines(run, rulebook, page),
    before === undefined ? [] : wrapSpans([{ text: formatBefore(before), style: chalk.dim }], width),
    inputLines(run.summary, page),
    ...figureParts(run.summary, rulebook, before?.summary, page),
    warnings.flat(),
    wrapSpans([{ text: formatEnd(run, options) }], width),
  ]);
}

function headingLines({ asOf, summary }: DoneRun, rulebook: Rulebook, { chalk, width }: Page) {
  const { scored, events } = summary.totals;
  const facts = [
    `as of ${formatAsOf(asOf, createCalendar(rulebook.timezone))}`,
    `${formatCountOf(scored, "contact")}${formatLeftOut(summary)}`,
    formatCountOf(events, "event"),
  ];
  return spaceSpans([{ text: rulebook.id, style: chalk.bold }, ...facts.map((text) => ({ text }))], width);
}

/** `3 contacts moved since run 4, as of 2026-11-01`. */
function formatBefore({ run, asOf, moved }: RunBefore): string {
  const since = `since run ${run}, as of ${asOf}`;
  return moved === undefined ? `changes ${since}` : `${formatCountOf(moved, "contact")} moved ${since}`;
}

function inputLines({ inputs }: RunSummary, page: Page): readonly string[] {
  const rows = inputs.map((input) => {
    const [path = "", ...texts] = inputRow(input);
    return texts.length === 1 ? [path, "", ...texts] : [path, ...texts];
  });
  const columns: readonly Column[] = [{ cutTo: 12, cutsMiddle: true }, { align: "right" }, {}];
  return rows.flatMap(fitColumns(columns, rows, page).lines);
}

interface Section {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** All sections in the same columns: name, contacts, share, change, bar, title. */
function figureParts(
  summary: RunSummary,
  rulebook: Rulebook,
  before: RunSummary | undefined,
  page: Page,
): readonly (readonly string[])[] {
  const context = { summary, before, page };
  const sections = [
    ...rulebook.groups.map((group) => groupSection(group, context)),
    collectionSection("segments", rulebook.segments, context),
    collectionSection("labels", rulebook.labels, context),
    triggerSection(context),
  ].filter(({ rows, title }) => rows.length > 0 || title !== "");
  const columns: readonly Column[] = [
    { cutTo: 10 },
    { align: "right" },
    { align: "right" },
    { align: "right" },
    { bar: { full: 1, most: 24 } },
    { cutTo: 12, drop: 1 },
  ];
  const table = fitColumns(
    columns,
    sections.flatMap(({ rows }) => rows),
    page,
    2,
  );
  return sections.map(({ name, title, rows }) => [
    ...drawTitle(name, title, page),
    ...rows.flatMap(table.lines),
  ]);
}

function drawTitle(name: string, title: string, { chalk, width }: Page): readonly string[] {
  const shown = clip(name, width);
  const room = width - shown.length - 3;
  return [
    room < 8 || title === "" ? chalk.bold(shown) : `${chalk.bold(shown)}   ${chalk.dim(clip(title, room))}`,
  ];
}

interface Context {
  readonly summary: RunSummary;
  readonly before: RunSummary | undefined;
  readonly page: Page;
}

function groupSection({ id, title = "", bands }: Group, context: Context): Section {
  const { chalk } = context.page;
  const figures = context.summary.groups.find(({ group }) => group === id);
  const earlier = context.before?.groups.find(({ group }) => group === id);
  const rows = bands.map(({ id: band }) => {
    const inBand = (counts: typeof figures) => counts?.bands.find((each) => each.band === band)?.contacts;
    return figureRow(band, inBand(figures) ?? 0, inBand(earlier), bandStyle(bands, band, chalk), context);
  });
  const without = figures?.without_band ?? 0;
  if (bands.length > 0 && without > 0) {
    rows.push(figureRow("(in no band)", without, earlier?.without_band, chalk.dim, context));
  }
  if (bands.length === 0) {
    const contacts = figures?.contacts ?? 0;
    rows.push(["(no bands)", formatCount(contacts), "", formatChange(contacts, earlier?.contacts)]);
  }
  return { name: id, title: showText(title), rows };
}

function collectionSection(
  kind: "segments" | "labels",
  collections: readonly Collection[],
  context: Context,
): Section {
  const sizeOf = (summary: RunSummary | undefined, id: string) =>
    kind === "segments"
      ? summary?.segments.find(({ segment }) => segment === id)?.contacts
      : summary?.labels.find(({ label }) => label === id)?.contacts;
  const { chalk } = context.page;
  const rows = collections.map(({ id, title = "" }) => [
    ...figureRow(id, sizeOf(context.summary, id) ?? 0, sizeOf(context.before, id), chalk.cyan, context),
    { text: showText(title), style: chalk.dim },
  ]);
  return { name: kind, title: "", rows };
}

/** Firings are new each time: nothing to compare. */
function triggerSection(context: Context): Section {
  const { chalk } = context.page;
  const { triggers } = context.summary;
  const fired = triggers.filter(({ firings }) => firings > 0).length;
  const rows = triggers.map(({ trigger, firings }) =>
    firings === 0
      ? [trigger, "0", ""].map((text) => ({ text, style: chalk.dim }))
      : figureRow(trigger, firings, undefined, chalk.cyan, context),
  );
  const title = fired === 0 ? `none of ${formatCount(triggers.length)} fired` : "fired in this run";
  return { name: "triggers", title: rows.length === 0 ? "" : title, rows: fired === 0 ? [] : rows };
}

function figureRow(
  name: string,
  contacts: number,
  before: number | undefined,
  style: Style,
  { summary, page }: Context,
): readonly Cell[] {
  const { scored } = summary.totals;
  const share = scored === 0 ? 0 : contacts / scored;
  return [
    name,
    formatCount(contacts),
    { text: scored === 0 ? "" : `${(100 * share).toFixed(1)}%`, style: page.chalk.dim },
    formatChange(contacts, before),
    { value: share, style },
  ];
}

/** `+2`; nothing where it is as it was, or not known. */
function formatChange(now: number, before: number | undefined): string {
  if (before === undefined || before === now) return "";
  return now > before ? `+${formatCount(now - before)}` : `-${formatCount(before - now)}`;
}

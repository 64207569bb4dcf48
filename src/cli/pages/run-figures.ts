// How the contacts of a run lie: by band, segment and label, and which triggers fired.

import stringWidth from "fast-string-width";
import { collectionSize, type RunSummary } from "../../output/run-summary.ts";
import type { Collection, Group, Rulebook } from "../../rulebook/model.ts";
import { formatCount } from "../../values/count.ts";
import { clip } from "../../values/cut-text.ts";
import type { Cell, Column } from "../drawing/column.ts";
import { fitColumns } from "../drawing/columns.ts";
import type { Page } from "../drawing/page.ts";
import { bandStyle, type Style } from "../drawing/palette.ts";
import { showText } from "../terminal.ts";

interface Section {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** All sections in the same columns: name, contacts, share, change, bar, title. */
export function figureParts(
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
  const room = width - stringWidth(shown) - 3;
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
  name: "segments" | "labels",
  collections: readonly Collection[],
  context: Context,
): Section {
  const { summary, before, page } = context;
  const { chalk } = page;
  const rows = collections.map((collection) => [
    ...figureRow(
      collection.id,
      collectionSize(summary, collection) ?? 0,
      before && collectionSize(before, collection),
      chalk.cyan,
      context,
    ),
    { text: showText(collection.title ?? ""), style: chalk.dim },
  ]);
  return { name, title: "", rows };
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

// The figures of a comparison on a terminal: scores, places, actions.

import type { ActionTotal, PlaceTotal, Totals } from "../../diff/totals.ts";
import { formatCount } from "../../values/count.ts";
import type { Cell, Column } from "../drawing/column.ts";
import { fitColumns, type Table } from "../drawing/columns.ts";
import type { Page } from "../drawing/page.ts";
import { showText } from "../terminal.ts";
import * as wording from "../wording/rulebook-diff-wording.ts";

/** Of bars that are compared with each other: the longest is the most there is. */
function barsUpTo(counts: readonly number[]): Column {
  return { bar: { full: counts.reduce((most, count) => Math.max(most, count), 0), most: 12 } };
}

export function scoreLines({ groups }: Totals, page: Page): readonly string[] {
  const { chalk } = page;
  const moved = groups.filter(wording.isMovedGroup);
  const rows = moved.map(({ group, up, down }): readonly Cell[] => [
    group,
    ...[formatCount(up), { value: up, style: chalk.cyan }],
    ...[formatCount(down), { value: down, style: chalk.dim }],
  ]);
  const bars = barsUpTo(moved.flatMap(({ up, down }) => [up, down]));
  const columns: readonly Column[] = [
    { cutTo: 10 },
    { heading: "up", align: "right" },
    bars,
    { heading: "down", align: "right" },
    bars,
  ];
  if (rows.length === 0) return [];
  const table = fitColumns(columns, rows, page, INDENT);
  return withHeading("scores", table, rows.flatMap(table.lines), page);
}

const INDENT = 2;

function withHeading(
  name: string,
  table: Table,
  lines: readonly string[],
  { chalk }: Page,
): readonly string[] {
  return [chalk.bold(name), ...table.heading, ...lines];
}

export function placeLines({ places }: Totals, page: Page): readonly string[] {
  const moved = places.filter(wording.isMovedPlace);
  if (moved.length === 0) return [];
  const isNarrow = page.width < NARROW_PLACES;
  const rowOf = (place: PlaceTotal) => (isNarrow ? narrowPlaceRow(place) : placeRow(place, page));
  const columns = [{ cutTo: 10, cutsMiddle: true }, ...(isNarrow ? NARROW_COUNTS : placeColumns(moved))];
  const table = fitColumns(columns, moved.map(rowOf), page, INDENT);
  const sections = (Object.keys(wording.PLACE_SECTIONS) as PlaceTotal["kind"][]).flatMap((kind) => {
    const own = moved.filter((place) => place.kind === kind);
    const title = page.chalk.bold(wording.PLACE_SECTIONS[kind]);
    return own.length === 0 ? [] : [title, ...own.map(rowOf).flatMap(table.lines)];
  });
  return [...table.heading, ...sections];
}

/** Narrower than that, headings would take more room than what is below them. */
const NARROW_PLACES = 56;
const NARROW_ACTIONS = 100;

/** `15 → 10`, and how many by signs. */
const NARROW_COUNTS: readonly Column[] = Array.from({ length: 4 }, () => ({ align: "right" }));

function placeColumns(places: readonly PlaceTotal[]): readonly Column[] {
  const bars = barsUpTo(places.flatMap(({ entered, left }) => [entered, left]));
  return [
    { heading: "before", align: "right" },
    { heading: "after", align: "right" },
    { heading: "enter", align: "right" },
    bars,
    { heading: "leave", align: "right" },
    bars,
  ];
}

function placeRow(place: PlaceTotal, { chalk }: Page): readonly Cell[] {
  const { before, after, entered, left } = place;
  return [
    wording.formatPlaceName(place),
    formatCount(before),
    formatCount(after),
    ...[formatCount(entered), { value: entered, style: chalk.cyan }],
    ...[formatCount(left), { value: left, style: chalk.dim }],
  ];
}

function narrowPlaceRow(place: PlaceTotal): readonly Cell[] {
  const { entered, left } = place;
  return [wording.formatPlaceName(place), fromTo(place), signedCount("+", entered), signedCount("-", left)];
}

function fromTo({ before, after }: { readonly before: number; readonly after: number }): string {
  return `${formatCount(before)} → ${formatCount(after)}`;
}

/** Nothing for nobody. */
function signedCount(sign: string, count: number): string {
  return count === 0 ? "" : `${sign}${formatCount(count)}`;
}

export function actionLines({ actions }: Totals, page: Page): readonly string[] {
  const isNarrow = page.width < NARROW_ACTIONS;
  const rows = actions.filter(wording.isMovedAction).map(isNarrow ? narrowActionRow : actionRow);
  if (rows.length === 0) return [];
  const headings = ["before", "after", "only after", "only before", "otherwise"];
  const wide = headings.map((heading): Column => ({ heading, align: "right" }));
  const columns = [{ cutTo: 24, cutsMiddle: true }, ...(isNarrow ? NARROW_COUNTS : wide)];
  const table = fitColumns(columns, rows, page, INDENT);
  return withHeading("actions", table, rows.flatMap(table.lines), page);
}

function actionRow(action: ActionTotal): readonly Cell[] {
  const { before, after, added, removed, altered } = action;
  return [nameAction(action), ...[before, after, added, removed, altered].map(formatCount)];
}

/** The signs are those of the movers' actions. */
function narrowActionRow(action: ActionTotal): readonly Cell[] {
  const { added, removed, altered } = action;
  const counts = [signedCount("+", added), signedCount("-", removed), signedCount("~", altered)];
  return [nameAction(action), fromTo(action), ...counts];
}

function nameAction(action: ActionTotal): string {
  return showText(wording.formatAction(action));
}

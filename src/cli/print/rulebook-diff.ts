// What becomes of contacts if one rulebook becomes another, for people.

import type { Mover } from "../../diff/biggest-movers.ts";
import { hasDifference, type RulebookDifference } from "../../diff/diff-rulebooks.ts";
import type { RulebookChange } from "../../diff/rulebook-changes.ts";
import type { PlaceTotal, Totals } from "../../diff/totals.ts";
import { formatCount } from "../../values/count.ts";
import { showText } from "../terminal.ts";
import { joinParts } from "../wording/join-parts.ts";
import * as wording from "../wording/rulebook-diff-wording.ts";
import { alignRows, type Row } from "./table.ts";

/** As it goes to files and other programs. */
export function formatRulebookDiff(difference: RulebookDifference): string {
  const { totals, changes, movers } = difference;
  return joinParts([
    [formatHeading(difference)],
    section("rulebook", alignRows(changes.map(changeRow))),
    hasDifference(difference) ? [wording.formatVerdict(totals)] : ["nothing differs"],
    alignRows(figureRows(totals), ["left", "left", "right", "right", "right", "right"]),
    alignRows(actionRows(totals), ["left", "left", "right", "right", "right", "right", "right"]),
    wording.formatOverruns(difference).map((line) => `warning: ${showText(line)}`),
    section("biggest movers", movers.flatMap(moverLines)),
  ]);
}

function formatHeading(difference: RulebookDifference): string {
  const [from, to] = [difference.before, difference.after].map(({ rulebook }) => wording.fileOf(rulebook));
  return `${showText(`${from} → ${to}`)}   ${wording.formatAsOfs(difference)}`;
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`)];
}

function changeRow(change: RulebookChange): Row {
  const place = change.after ?? change.before;
  return [
    change.change,
    wording.formatSubject(change),
    showText(change.details.map(wording.formatDetail).join(" · ")),
    place === undefined ? "" : showText(wording.formatPlace(place)),
  ];
}

function figureRows({ groups, places }: Totals): readonly Row[] {
  const moved = groups.filter(wording.isMovedGroup);
  const scores = moved.map(({ group, up, down }) => [
    group,
    `${formatCount(up)} up`,
    `${formatCount(down)} down`,
  ]);
  const rows = (Object.keys(wording.PLACE_SECTIONS) as PlaceTotal["kind"][]).flatMap((kind) =>
    titled(
      wording.PLACE_SECTIONS[kind],
      places.filter((place) => place.kind === kind && wording.isMovedPlace(place)).map(placeRow),
    ),
  );
  const heading = ["", "", "before", "after", "enter", "leave"];
  return [...titled("scores", scores), ...(rows.length === 0 ? [] : [heading, ...rows])];
}

function placeRow(place: PlaceTotal): Row {
  const { before, after, entered, left } = place;
  return [wording.formatPlaceName(place), ...[before, after, entered, left].map(formatCount)];
}

function actionRows({ actions }: Totals): readonly Row[] {
  const rows = actions.filter(wording.isMovedAction).map((action) => {
    const { before, after, added, removed, altered } = action;
    return [
      showText(wording.formatAction(action)),
      ...[before, after, added, removed, altered].map(formatCount),
    ];
  });
  if (rows.length === 0) return [];
  return [["", "", "before", "after", "only after", "only before", "otherwise"], ...titled("actions", rows)];
}

/** The title stands before the first row only. */
function titled(title: string, rows: readonly Row[]): readonly Row[] {
  return rows.map((row, index) => [index === 0 ? title : "", ...row]);
}

function moverLines(mover: Mover): readonly string[] {
  const { moves } = mover;
  const lines = [
    ...wording.formatListingMove(moves),
    ...moves.scores.flatMap((move) => [
      wording.formatScoreMove(move),
      ...wording.formatCauses(move).map((cause) => `  ${cause}`),
    ]),
    ...moves.places.map(wording.formatPlaceMove),
    ...moves.actions.map(wording.formatActionMove),
  ];
  return [showText(wording.formatMover(mover)), ...lines.map((line) => `  ${showText(line)}`)];
}

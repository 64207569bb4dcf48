// A comparison of two rulebooks for a pull request. Whatever comes from data or may hold any sign stands in code spans,
// where nothing is markup, a link or a mention; tables hold ids and figures only.

import type { Mover } from "../../diff/biggest-movers.ts";
import { hasDifference, type RulebookDifference } from "../../diff/diff-rulebooks.ts";
import type { RulebookChange } from "../../diff/rulebook-changes.ts";
import type { ActionTotal, PlaceTotal, Totals } from "../../diff/totals.ts";
import { formatCount } from "../../values/count.ts";
import { showText } from "../terminal.ts";
import { joinParts } from "../wording/join-parts.ts";
import * as wording from "../wording/rulebook-diff-wording.ts";

export function formatRulebookDiffMarkdown(difference: RulebookDifference): string {
  const { before, after, totals, changes, movers } = difference;
  const [from, to] = [before, after].map(({ rulebook }) => codeSpan(wording.fileOf(rulebook)));
  return joinParts([
    [`### ${from} → ${to}`],
    [
      hasDifference(difference)
        ? formatVerdict(difference)
        : `Nothing differs, ${wording.formatAsOfs(difference)}.`,
    ],
    list("Rulebook", changes.map(formatChange)),
    scoreTable(totals),
    placeTable(totals.places),
    list("Actions", totals.actions.flatMap(formatAction)),
    wording.formatOverruns(difference).map((line) => `- Warning: ${codeSpan(line)}`),
    moversBlock(movers),
  ]);
}

/** A code span that shows the text as it is, whatever it holds, on one line. */
export function codeSpan(text: string): string {
  const line = showText(text);
  if (line.trim() === "") return "` `";
  const runs = line.match(/`+/g) ?? [];
  const fence = "`".repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  const pad = /^`|`$|^ .* $/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

function formatVerdict(difference: RulebookDifference): string {
  const listing = wording.formatListing(difference.totals);
  const moved = `**${wording.formatMoved(difference.totals)}**, ${wording.formatAsOfs(difference)}`;
  return listing === "" ? `${moved}.` : `${moved}; ${listing}.`;
}

function list(title: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [`**${title}**`, "", ...entries.map((entry) => `- ${entry}`)];
}

function formatChange(change: RulebookChange): string {
  const place = change.after ?? change.before;
  const where = place === undefined ? "" : ` (${codeSpan(wording.formatPlace(place))})`;
  const details = change.details.map((detail) => codeSpan(wording.formatDetail(detail))).join(", ");
  const subject = `${change.change} ${wording.formatSubject(change)}${where}`;
  return details === "" ? subject : `${subject}: ${details}`;
}

function scoreTable({ groups }: Totals): readonly string[] {
  const moved = groups.filter(wording.isMovedGroup);
  return table(
    ["score", "up", "down"],
    moved.map(({ group, up, down }) => [group, formatCount(up), formatCount(down)]),
  );
}

function placeTable(places: readonly PlaceTotal[]): readonly string[] {
  return table(
    ["", "before", "after", "enter", "leave"],
    places.filter(wording.isMovedPlace).map((place) => {
      const { kind, before, after, entered, left } = place;
      const name = `${kind} ${wording.formatPlaceName(place)}`;
      return [name, ...[before, after, entered, left].map(formatCount)];
    }),
  );
}

/** Nothing without a row. Cells hold no signs that mean anything in a table. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)];
}

function formatAction(action: ActionTotal): readonly string[] {
  const { added, removed, altered } = action;
  const counts = [
    added > 0 && `${formatCount(added)} only after`,
    removed > 0 && `${formatCount(removed)} only before`,
    altered > 0 && `${formatCount(altered)} otherwise`,
  ].filter((count) => count !== false);
  return counts.length === 0 ? [] : [`${codeSpan(wording.formatAction(action))}: ${counts.join(", ")}`];
}

function moversBlock(movers: readonly Mover[]): readonly string[] {
  if (movers.length === 0) return [];
  return ["<details><summary>Biggest movers</summary>", "", ...movers.flatMap(moverLines), "", "</details>"];
}

function moverLines({ written, email, moves }: Mover): readonly string[] {
  const name =
    email === "" || email === written ? codeSpan(written) : `${codeSpan(written)} ${codeSpan(email)}`;
  const lines = [
    ...wording.formatListingMove(moves),
    ...moves.scores.flatMap((move) => [wording.formatScoreMove(move), ...wording.formatCauses(move)]),
    ...moves.places.map(wording.formatPlaceMove),
    ...moves.actions.map(wording.formatActionMove),
  ];
  return [`- ${name}`, ...lines.map((line) => `  - ${codeSpan(line)}`)];
}

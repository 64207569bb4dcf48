// What a run did, for a marketer: what was read, how the groups lie, who is where, what fired.

import { collectionSize, type InputSummary, type RunSummary } from "../../output/run-summary.ts";
import type { Collection, Rulebook } from "../../rulebook/model.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { createCalendar } from "../../values/calendar.ts";
import { formatCount, formatCountOf } from "../../values/count.ts";
import type { DoneRun, WrittenLists } from "../facts/done-run.ts";
import { showText } from "../terminal.ts";
import { joinParts } from "../wording/join-parts.ts";
import { findWarnings } from "../wording/run-warnings.ts";
import { alignRows, type Row } from "./table.ts";

/** As it goes to files and other programs. */
export function formatRun(run: DoneRun, rulebook: Rulebook, lists: WrittenLists): string {
  return joinParts([
    [formatHeading(run, rulebook)],
    alignRows(run.summary.inputs.map(inputRow)),
    alignRows(figureRows(run.summary, rulebook), ["left", "left", "right", "right", "left"]),
    findWarnings(run.summary).map((warning) => `warning: ${warning}`),
    [formatEnd(run, lists)],
  ]);
}

function formatHeading({ asOf, summary }: DoneRun, rulebook: Rulebook): string {
  const { scored, events } = summary.totals;
  const contacts = `${formatCountOf(scored, "contact")}${formatLeftOut(summary)}`;
  const moment = formatAsOf(asOf, createCalendar(rulebook.timezone));
  return `${rulebook.id}   as of ${moment}   ${contacts}   ${formatCountOf(events, "event")}`;
}

/** Anonymous contacts are either all listed or all left out. */
export function formatLeftOut({
  totals: { contacts, excluded, retired, anonymous, scored },
}: RunSummary): string {
  const isListed = scored > contacts - excluded - retired;
  const parts = [
    excluded > 0 && `${formatCount(excluded)} excluded`,
    retired > 0 && `${formatCount(retired)} retired`,
    anonymous > 0 && `${formatCount(anonymous)} anonymous ${isListed ? "among them" : "left out"}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

export function inputRow(input: InputSummary): Row {
  const path = showText(input.path);
  if (input.skipped) return [path, "seen before, skipped"];
  const counts = [
    `${formatCount(input.accepted)} accepted`,
    input.duplicates > 0 && formatCountOf(input.duplicates, "duplicate"),
    input.forgotten > 0 && `${formatCount(input.forgotten)} forgotten`,
    input.replaced > 0 && `${formatCount(input.replaced)} replaced`,
    input.rejected > 0 && `${formatCount(input.rejected)} rejected`,
  ];
  return [path, formatCountOf(input.rows, "row"), counts.filter((count) => count !== false).join(", ")];
}

/** Section, name, how many, share, title. */
function figureRows(summary: RunSummary, rulebook: Rulebook): readonly Row[] {
  const { scored } = summary.totals;
  const share = (contacts: number) => (scored === 0 ? "" : `${((100 * contacts) / scored).toFixed(1)}%`);
  const memberRow = (collection: Collection): Row => {
    const contacts = collectionSize(summary, collection) ?? 0;
    return [collection.id, formatCount(contacts), share(contacts), showText(collection.title ?? "")];
  };
  const groups = summary.groups.flatMap((group) =>
    section(group.group, bandRows(group, share, titleOfGroup(rulebook, group.group))),
  );
  return [
    ...groups,
    ...section("segments", rulebook.segments.map(memberRow)),
    ...section("labels", rulebook.labels.map(memberRow)),
    ...section(
      "triggers",
      summary.triggers.map(({ trigger, firings }) => [trigger, formatCount(firings), "fired"]),
    ),
  ];
}

function bandRows(
  { bands, without_band, contacts }: RunSummary["groups"][number],
  share: (contacts: number) => string,
  title: string,
): readonly Row[] {
  const rows = bands.map(({ band, contacts: inBand }) => [band, formatCount(inBand), share(inBand)]);
  if (bands.length === 0) rows.push(["(no bands)", formatCount(contacts), share(contacts)]);
  else if (without_band > 0) rows.push(["(in no band)", formatCount(without_band), share(without_band)]);
  return rows.map((row, index) => (index === 0 ? [...row, title] : row));
}

function titleOfGroup(rulebook: Rulebook, id: string): string {
  return showText(rulebook.groups.find((group) => group.id === id)?.title ?? "");
}

/** The heading stands before the first row only. */
function section(heading: string, rows: readonly Row[]): readonly Row[] {
  return rows.map((row, index) => [index === 0 ? heading : "", ...row]);
}

export function formatEnd({ repeated }: DoneRun, { out, dryRun = false }: WrittenLists): string {
  if (dryRun) return "dry run: nothing was kept, nothing was written";
  if (out === undefined) {
    return `${repeated ? "nothing new since the last run" : "scored"}; tallybook export writes the lists`;
  }
  const place = showText(out);
  return repeated ? `nothing new since the last run; wrote ${place} again` : `wrote ${place}`;
}

// What text, pages and Markdown say of a comparison in the same words.

import type { SourceLocation } from "../../diagnostics/location.ts";
import type { ActionMove } from "../../diff/action-moves.ts";
import type { Mover } from "../../diff/biggest-movers.ts";
import type { ContactMoves, PlaceMove, ScoreMove } from "../../diff/contact-moves.ts";
import type { RulebookDifference } from "../../diff/diff-rulebooks.ts";
import type { ChangedKey, RulebookChange } from "../../diff/rulebook-changes.ts";
import type { ActionTotal, PlaceTotal, Totals } from "../../diff/totals.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { createCalendar } from "../../values/calendar.ts";
import { formatCount, formatCountOf } from "../../values/count.ts";
import { formatDecimal, micro, ZERO } from "../../values/decimal.ts";
import { formatSigned } from "./signed.ts";

/** `12 of 38 contacts move (31.6%)`. */
export function formatMoved({ moved, contacts }: Totals): string {
  const share = contacts === 0 ? "" : ` (${((100 * moved) / contacts).toFixed(1)}%)`;
  return `${formatCount(moved)} of ${formatCountOf(contacts, "contact")} ${moved === 1 ? "moves" : "move"}${share}`;
}

/** Nothing where outputs list the same contacts. */
export function formatListing({ entered, left }: Totals): string {
  const parts = [
    entered > 0 && `${formatCount(entered)} no longer left out`,
    left > 0 && `${formatCount(left)} left out`,
  ].filter((part) => part !== false);
  return parts.join(", ");
}

/** Who moves, and whom outputs list no more or again. */
export function formatVerdict(totals: Totals): string {
  const listing = formatListing(totals);
  return listing === "" ? formatMoved(totals) : `${formatMoved(totals)}; ${listing}`;
}

/** Where a day alone is an instant of its own in each rulebook's zone, both. */
export function formatAsOfs({ before, after }: RulebookDifference): string {
  const shown = [before, after].map(({ rulebook, asOf }) =>
    formatAsOf(asOf, createCalendar(rulebook.timezone)),
  );
  return before.asOf === after.asOf ? `as of ${shown[1]}` : `as of ${shown[0]} → ${shown[1]}`;
}

export function fileOf({ files }: Rulebook): string {
  return files[0]?.name ?? "";
}

/** `rule "clicked"`, `setting "timezone"`, `order of stages`. */
export function formatSubject({ kind, id }: RulebookChange): string {
  return kind === "order" ? `order of ${id}` : `${kind} "${id}"`;
}

/** `points: 10 → 15`; the long ones cut. */
export function formatDetail({ key, before, after }: ChangedKey): string {
  const values = `${cut(before ?? "(none)")} → ${cut(after ?? "(none)")}`;
  return key === "" ? values : `${key}: ${values}`;
}

const LONGEST = 60;

function cut(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join("")}…`;
}

export function formatPlace({ file, line }: SourceLocation): string {
  return `${file}:${line}`;
}

/** What of a group is worth a row. */
export function isMovedGroup({ up, down }: Totals["groups"][number]): boolean {
  return up > 0 || down > 0;
}

/** Likewise of a place. */
export function isMovedPlace({ entered, left }: PlaceTotal): boolean {
  return entered > 0 || left > 0;
}

export function isMovedAction({ added, removed, altered }: ActionTotal): boolean {
  return added > 0 || removed > 0 || altered > 0;
}

export function formatPlaceName({ kind, name, value }: PlaceTotal): string {
  return kind === "band" || kind === "class" ? `${name} ${value}` : kind === "stage" ? value : name;
}

export const PLACE_SECTIONS = {
  band: "bands",
  class: "classes",
  stage: "stages",
  segment: "segments",
  label: "labels",
} as const;

/** `engagement 71 → 76 (+5)`. */
export function formatScoreMove({ group, before, after }: ScoreMove): string {
  const change = micro(after - before);
  return `${group} ${formatDecimal(before)} → ${formatDecimal(after)} (${formatSigned(change)})`;
}

/** Per rule, and what start, min and max make of it. */
export function formatCauses({ rules, rest }: ScoreMove): readonly string[] {
  const causes = rules.map(
    ({ rule, before, after }) =>
      `${rule} ${formatSigned(micro(after - before))} (${formatDecimal(before)} → ${formatDecimal(after)})`,
  );
  return rest === ZERO ? causes : [...causes, `start, min and max ${formatSigned(rest)}`];
}

/** `band of engagement engaged → ambassador`, `enters segment warm`. */
export function formatPlaceMove({ kind, name, before, after }: PlaceMove): string {
  if (kind === "segment" || kind === "label") {
    return `${after === undefined ? "leaves" : "enters"} ${kind} ${name}`;
  }
  const subject = kind === "stage" ? "stage" : `${kind} of ${name}`;
  return `${subject} ${before ?? "(none)"} → ${after ?? "(none)"}`;
}

/** Nothing for one that outputs list as before. */
export function formatListingMove({ listing }: ContactMoves): readonly string[] {
  if (listing === "kept") return [];
  return [listing === "left" ? "is left out" : "is no longer left out"];
}

/** `ada <ada@example.org>`. */
export function formatMover({ written, email }: Mover): string {
  return email === "" || email === written ? written : `${written} <${email}>`;
}

/** `loyalty-campaign: campaign loyalty`. */
export function formatAction({
  trigger,
  kind,
  target,
}: Pick<ActionTotal, "trigger" | "kind" | "target">): string {
  return `${trigger}: ${kind} ${target}`;
}

/** `+ loyalty-campaign: campaign loyalty`; "-" is one that no longer fires, "~" one with other parameters. */
export function formatActionMove(move: ActionMove): string {
  const sign = move.before === undefined ? "+" : move.after === undefined ? "-" : "~";
  return `${sign} ${formatAction(move)}`;
}

/** Of triggers that would stop a run. */
export function formatOverruns({ before, after, totals }: RulebookDifference): readonly string[] {
  const { overruns } = totals;
  const lines = (rulebook: Rulebook, found: typeof overruns.after) =>
    found.map(
      ({ trigger, firings, atMost }) =>
        `under "${fileOf(rulebook)}" trigger "${trigger}" would fire ${formatCountOf(firings, "time")}, more than its ` +
        `at_most of ${formatCount(atMost)}: a run would stop`,
    );
  return [...lines(before.rulebook, overruns.before), ...lines(after.rulebook, overruns.after)];
}

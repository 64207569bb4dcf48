// What became of a contact over the runs, for people.

import type { ContactMove } from "../../store/past/contact-moves.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { createCalendar } from "../../values/calendar.ts";
import { formatDecimal } from "../../values/decimal.ts";
import { type ContactPast, type PastRun, scoresOf } from "../facts/contact-past.ts";
import { showText, type Terminal } from "../terminal.ts";
import { fitTable } from "./fit-width.ts";

export function formatPast(
  { standing, runs }: ContactPast,
  { outChalk, outWidth }: Pick<Terminal, "outChalk" | "outWidth">,
): string {
  const { written, email, isRetired } = standing;
  const name = showText(email === "" ? written : `${written} <${email}>`);
  const heading = `${outChalk.bold(name)}${isRetired ? "   retired: its source lists it no more" : ""}`;
  const groups = groupsOf(runs);
  const table = fitTable(
    ["run", "as of", ...groups, "what happened"],
    runs.map((past) => ({
      cells: [
        String(past.run.runId),
        formatAsOf(past.run.asOf, createCalendar(past.run.timezone)),
        ...groups.map((group, place) => scoreCell(past, group, place)),
      ],
      lists: [happenings(past)],
    })),
    outWidth ?? Number.POSITIVE_INFINITY,
    outChalk,
  );
  return [heading, "", ...table].map((line) => `${line}\n`).join("");
}

/** Of all the rulebooks, those of the newest first. */
function groupsOf(runs: readonly PastRun[]): readonly string[] {
  const scores = runs.flatMap((past) => scoresOf(past));
  const groups = [...new Set(scores.map(({ group }) => group))];
  return groups.length === 0 ? ["score"] : groups;
}

/** Why there is no score, said in the first column for one. */
function scoreCell(past: PastRun, group: string, place: number): string {
  const { kind } = past.scores;
  if (kind !== "scored") return place === 0 ? (kind === "excluded" ? kind : "not known") : "";
  const score = scoresOf(past).find((each) => each.group === group);
  return score === undefined ? "" : [formatDecimal(score.points), score.band ?? ""].join(" ").trimEnd();
}

function happenings({ moves, firings }: PastRun): readonly string[] {
  return [
    ...moves.map(formatMove),
    ...firings.map(
      ({ trigger, number }) => `fired ${trigger}${number === 1 ? "" : ` for the ${ordinal(number)} time`}`,
    ),
  ];
}

function formatMove({ kind, name, before, after }: ContactMove): string {
  const what = kind === "stage" ? kind : `${kind} ${name}`;
  if (kind === "segment" || kind === "label") return `${after === undefined ? "left" : "entered"} ${what}`;
  return `${what}: ${before ?? "none"} → ${after ?? "none"}`;
}

/** Made when it is first needed, as it takes its time. */
let ordinals: Intl.PluralRules | undefined;

function ordinal(number: number): string {
  ordinals ??= new Intl.PluralRules("en", { type: "ordinal" });
  const suffix = { one: "st", two: "nd", few: "rd" }[ordinals.select(number) as string] ?? "th";
  return `${number}${suffix}`;
}

// What became of a contact over the runs, as JSON.

import { createCalendar } from "../../values/calendar.ts";
import { formatDecimal } from "../../values/decimal.ts";
import { type ContactPast, type PastRun, scoresOf } from "../facts/contact-past.ts";

export function pastJson({ standing, runs }: ContactPast) {
  return {
    contact_id: standing.written,
    email: standing.email,
    retired: standing.isRetired,
    runs: runs.map(pastRunJson),
  };
}

function pastRunJson(past: PastRun) {
  const { run, scores, moves, firings } = past;
  return {
    run: run.runId,
    as_of: createCalendar(run.timezone).format(run.asOf),
    rulebook: { id: run.rulebookId, hash: run.rulebookHash },
    status: scores.kind,
    scores: scoresOf(past).map(({ group, points, band }) => ({
      group,
      score: formatDecimal(points),
      band: band ?? null,
    })),
    moves: moves.map(({ kind, name, before, after }) => ({
      kind,
      name,
      before: before ?? null,
      after: after ?? null,
    })),
    firings: firings.map(({ trigger, number }) => ({ trigger, firing: number })),
  };
}

// What came in, what was refused, and how fresh it is.

import { REJECTS_SOURCE } from "../../intake/layouts/special-headers.ts";
import type { SourceFreshness } from "../../store/report/data-quality.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { type Calendar, createCalendar } from "../../values/calendar.ts";
import type { Quality, SourceReport } from "../model.ts";
import type { Ground } from "./ground.ts";
import { fileName } from "./origins.ts";
import { reasonOf } from "./reject-reasons.ts";

/** `asOf` is that of the run. */
export function gatherQuality({ store, run, calendar, rulebook }: Ground, asOf: number): Quality {
  const { summary, reported } = run;
  const placeOf = ({ source }: { readonly source: string }) => {
    const place = rulebook.sources.findIndex(({ id }) => id === source);
    return place < 0 ? rulebook.sources.length : place;
  };
  return {
    inputs: summary.inputs.map(({ path, kind, source, rows, accepted, duplicates, rejected, skipped }) => ({
      ...{ file: fileName(path), kind, source, rows, accepted, duplicates, rejected, skipped },
    })),
    rejects: store.report.rejects(reported.run).map(({ source, code, column, rows, file, line }) => ({
      ...{ source, code, rows },
      reason: reasonOf(code, column),
      example: { file: fileName(file), line },
    })),
    sources: store.report
      .sources(reported.run)
      // Rows of a list of rejects that was fed again are of other sources.
      .filter(({ source }) => source !== REJECTS_SOURCE)
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .map((source) => describeSource(source, calendar, asOf)),
    conflicts: summary.conflicts,
    eventsWithoutContact: summary.totals.events_without_contact,
    incompleteSources: summary.incomplete_sources,
  };
}

function describeSource(
  { source, kind, path, runId, asOf, timezone, newestAt }: SourceFreshness,
  calendar: Calendar,
  now: number,
): SourceReport {
  return {
    ...{ source, kind, file: fileName(path), lastRun: runId },
    lastAsOf: formatAsOf(asOf, createCalendar(timezone)),
    newestEvent:
      newestAt === null
        ? undefined
        : {
            at: calendar.format(newestAt),
            days: calendar.wholePeriods(newestAt, now, { count: 1, unit: "day" }),
          },
  };
}

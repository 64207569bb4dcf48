// How far contacts have come, and how long that took.

import type { StageDays } from "../../store/report/stage-days.ts";
import type { Funnel, StageReport } from "../model.ts";
import type { Ground } from "./ground.ts";
import { originOf } from "./origins.ts";

export function gatherFunnel({ store, rulebook, calendar, run, compared, span }: Ground): Funnel | undefined {
  const { stages } = rulebook;
  const sizes = run.sizes?.stages;
  if (stages.length === 0) return { stages: [] };
  if (sizes === undefined) return undefined;
  const ids = stages.map(({ id }) => id);
  const days = store.report.stageDays(span.upTo, ids, (asOf) => calendar.periodNumber(asOf, "day"));
  const reached = ids.map((_, index) => ids.slice(index).reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0));
  return {
    stages: stages.map(({ id, title, location }, index): StageReport => {
      const former = reached[index - 1];
      return {
        ...{ stage: id, title, origin: originOf(location), contacts: sizes.get(id) ?? 0 },
        before: compared?.sizes && (compared.sizes.stages.get(id) ?? 0),
        reached: reached[index]!,
        conversion: former === undefined || former === 0 ? undefined : reached[index]! / former,
        days: medianDays(days.filter(({ stage }) => stage === id)),
      };
    }),
  };
}

/** Of an even number of contacts, the middle between the two in the middle. */
function medianDays(counted: readonly StageDays[]): StageReport["days"] {
  const total = counted.reduce((sum, { contacts }) => sum + contacts, 0);
  if (total === 0) return undefined;
  const sorted = counted.toSorted((a, b) => a.days - b.days);
  const daysAt = (place: number) => {
    let seen = 0;
    return sorted.find(({ contacts }) => {
      seen += contacts;
      return seen > place;
    })!.days;
  };
  return {
    median: (daysAt(Math.floor((total - 1) / 2)) + daysAt(Math.floor(total / 2))) / 2,
    contacts: total,
  };
}

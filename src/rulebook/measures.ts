import type { Measure } from "./model.ts";

/** The measures that look at a field of the events. */
export const MEASURES_OF_A_FIELD = [
  "distinct",
  "sum",
  "average",
  "smallest",
  "largest",
  "earliest",
  "latest",
  "most_common",
] as const satisfies readonly Measure[];

/** The measures that look at the events alone. */
export const MEASURES_OF_EVENTS = [
  "count",
  "count_days",
  "first_seen",
  "last_seen",
  "days_since",
] as const satisfies readonly Measure[];

/** The measures whose value is always a number. */
export const NUMERIC_MEASURES = [
  "count",
  "count_days",
  "days_since",
  "distinct",
  "sum",
  "average",
  "smallest",
  "largest",
] as const satisfies readonly Measure[];

export const MEASURES = [...MEASURES_OF_EVENTS, ...MEASURES_OF_A_FIELD] as const;

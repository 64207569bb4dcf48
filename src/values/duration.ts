// Durations as rulebooks write them: "30 days", "6 months".

export const DURATION_UNITS = [
  "second",
  "minute",
  "hour",
  "day",
  "week",
  "month",
  "quarter",
  "year",
] as const;

export type DurationUnit = (typeof DURATION_UNITS)[number];

/** Hours and below are exact lengths; days and above are steps on the calendar. `count` is at least 1. */
export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
}

/** How a duration is written; the one pattern that both the rulebook's shape and `parseDuration` use. */
export const DURATION_PATTERN = /^([1-9]\d{0,5}) +(second|minute|hour|day|week|month|quarter|year)s?$/;

/** Those of them whose length is a whole number of days. */
export const DAYS_PATTERN = /^([1-9]\d{0,5}) +(day|week)s?$/;

/** `undefined` when the text is no duration. */
export function parseDuration(text: string): Duration | undefined {
  const match = DURATION_PATTERN.exec(text.trim());
  if (match === null) return undefined;
  return { count: Number(match[1]), unit: match[2] as DurationUnit };
}

export function formatDuration({ count, unit }: Duration): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

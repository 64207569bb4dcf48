// Steps on the calendar, on local days counted since 1970-01-01. What a clock does on a day is of no matter here.

import type { DurationUnit } from "./duration.ts";

export const MS_PER_DAY = 86_400_000;

/** A number of days or of months. */
export interface DayStep {
  readonly count: number;
  readonly unit: "day" | "month";
}

/** `undefined` for hours and below, which are no steps on the calendar. */
export function dayStep(count: number, unit: DurationUnit): DayStep | undefined {
  switch (unit) {
    case "day":
      return { count, unit: "day" };
    case "week":
      return { count: 7 * count, unit: "day" };
    case "month":
      return { count, unit: "month" };
    case "quarter":
      return { count: 3 * count, unit: "month" };
    case "year":
      return { count: 12 * count, unit: "month" };
    case "hour":
    case "minute":
    case "second":
      return undefined;
    default:
      return unit satisfies never;
  }
}

/** `count` may be negative; a month's end is clamped. */
export function moveDay(day: number, { count, unit }: DayStep): number {
  if (unit === "day") return day + count;
  const date = new Date(day * MS_PER_DAY);
  const month = date.getUTCMonth() + count;
  return Math.min(dayOf(date, month, date.getUTCDate()), dayOf(date, month + 1, 0));
}

/** The first day that `moveDay` takes to `day` or, where it takes none there, beyond. */
export function firstDayMovedTo(day: number, { count, unit }: DayStep): number {
  if (unit === "day") return day - count;
  const date = new Date(day * MS_PER_DAY);
  const month = date.getUTCMonth() - count;
  return Math.min(dayOf(date, month, date.getUTCDate()), dayOf(date, month + 1, 1));
}

/** `month` counts from the January of the date's year and may lie outside it, as may the day of its month. */
function dayOf(date: Date, month: number, dayOfMonth: number): number {
  return new Date(0).setUTCFullYear(date.getUTCFullYear(), month, dayOfMonth) / MS_PER_DAY;
}

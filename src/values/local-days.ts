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
  const { month, dayOfMonth } = monthOf(day);
  return Math.min(firstDayOf(month + count) + dayOfMonth, firstDayOf(month + count + 1)) - 1;
}

/** The first day that `moveDay` takes to `day` or, where it takes none there, beyond. */
export function firstDayMovedTo(day: number, { count, unit }: DayStep): number {
  if (unit === "day") return day - count;
  const { month, dayOfMonth } = monthOf(day);
  return Math.min(firstDayOf(month - count) + dayOfMonth - 1, firstDayOf(month - count + 1));
}

// The two below are a `Date`'s, ten times as fast, by the method of Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms": years begin in March, so that a leap day is the last of its year, and repeat after 400.

const DAYS_OF_400_YEARS = 146_097;
/** From 1 March of the year 0 to 1 January 1970. */
const DAYS_BEFORE_1970 = 719_468;

/** The first day of a month; months are counted from January of the year 0, which is 0. */
export function firstDayOf(month: number): number {
  const sinceMarch = month - 2;
  const year = Math.floor(sinceMarch / 12);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return 365 * year + leapDays + daysBefore(sinceMarch - 12 * year) - DAYS_BEFORE_1970;
}

/** Days of a year from March on, before its month 0 to 11; each five months from March or August on have 153. */
function daysBefore(monthFromMarch: number): number {
  return Math.floor((153 * monthFromMarch + 2) / 5);
}

/** The month of a day, counted as in `firstDayOf`, and its day of the month from 1. */
export function monthOf(day: number): { readonly month: number; readonly dayOfMonth: number } {
  const sinceMarch = day + DAYS_BEFORE_1970;
  const cycle = Math.floor(sinceMarch / DAYS_OF_400_YEARS);
  const inCycle = sinceMarch - cycle * DAYS_OF_400_YEARS;
  const withoutLeapDays =
    inCycle - Math.floor(inCycle / 1_460) + Math.floor(inCycle / 36_524) - Math.floor(inCycle / 146_096);
  const year = Math.floor(withoutLeapDays / 365);
  const inYear = inCycle - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const monthFromMarch = Math.floor((5 * inYear + 2) / 153);
  return {
    month: 12 * (400 * cycle + year) + monthFromMarch + 2,
    dayOfMonth: inYear - daysBefore(monthFromMarch) + 1,
  };
}

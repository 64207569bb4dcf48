// What random rulebooks, contacts and events are made of: few names and values, so that they meet, and odd ones.

import fc from "fast-check";

export const ZONES = [
  "Europe/Paris",
  "America/New_York",
  "UTC",
  "Africa/Cairo",
  "Australia/Lord_Howe",
] as const;

export type FieldKind = "text" | "number" | "date" | "boolean";

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
}

/** "constructor" is something that every object has. */
export const CONTACT_FIELDS: readonly Field[] = [
  { name: "country", kind: "text" },
  { name: "plan", kind: "text" },
  { name: "employees", kind: "number" },
  { name: "signed_up", kind: "date" },
  { name: "renews", kind: "date" },
  { name: "opted_out", kind: "boolean" },
  { name: "constructor", kind: "text" },
];

export const EVENT_FIELDS: readonly Field[] = [
  { name: "category", kind: "text" },
  { name: "amount", kind: "number" },
  { name: "due", kind: "date" },
  { name: "paid", kind: "boolean" },
  { name: "constructor", kind: "text" },
];

/** How exports spell the types. */
export const EVENT_TYPES = [
  "purchase",
  "Purchase ",
  "page_view",
  "PAGE_VIEW",
  "email_open",
  "email_click",
  "caf\u00e9_visit",
  "Cafe\u0301_Visit",
  "unheard of",
] as const;

/** How rulebooks spell the types. */
export const TYPE_PATTERNS = [
  "purchase",
  "page_view",
  "Email_Open",
  "email_click",
  "email_*",
  "*",
  "*e",
  "p*e*",
  "cafe\u0301_*",
  "CAF\u00c9_visit",
  "never_sent",
] as const;

export const TEXTS = [
  "shoes",
  "Shoes",
  "shoes",
  "Shoes",
  " SHOES ",
  "ski",
  "caf\u00e9",
  "CAFE\u0301",
  "a b",
  "1",
  "yes",
  "\u0130x",
  "sho.s",
] as const;

export const NUMBER_TEXTS = [
  "0",
  "-0",
  "1",
  "+5",
  " 7 ",
  "007",
  "10",
  "10.0",
  "12.5",
  "-12.5",
  "50",
  "99.9999995",
  "-99.9999995",
  "12.3456785",
  "0.0000004",
  "1e5",
  ".5",
  "5.",
  "1,5",
  "0x10",
  "Infinity",
  "\u0663",
] as const;

export const LONG_NUMBER_TEXTS = [
  "99999999999999999999",
  "-99999999999999999999.5",
  "9000000000",
  "-4500000000",
] as const;

export const BOOLEAN_TEXTS = [
  "true",
  "Yes",
  " y",
  "1",
  "ON",
  "false",
  "no",
  "N",
  "0",
  "off",
  "maybe",
] as const;

export const DATE_TEXTS = [
  "2024-02-29",
  "2024-02-29T12:00",
  "2025-01-31",
  "2025-03-30 02:30",
  "2025-10-26T02:30:00",
  "2025-03-09T02:30",
  "2025-11-02 01:30:00.123456",
  "2025-04-25",
  "2025-03-09",
  "2025-03-30",
  "2025-03-30T00:59:59.999Z",
  "2025-10-26T03:00:00+02:00",
  "2025-02-29",
  "2025-04-31T10:00",
  "31/03/2025",
  "2025-05-31T24:00",
  "2030-01-01",
  "yesterday",
] as const;

export const BLANKS = ["", " ", "\u00a0"] as const;

/** Month ends, a leap day, and the days on which the clocks of the zones above change; many of them are Sundays. */
export const DAYS = [
  "2024-02-29",
  "2024-12-31",
  "2025-01-31",
  "2025-02-28",
  "2025-03-09",
  "2025-03-30",
  "2025-04-06",
  "2025-04-25",
  "2025-10-26",
  "2025-11-02",
] as const;

/** The instants at which clocks change, and others. */
export const INSTANTS = [
  "2024-03-31T01:00:00Z",
  "2025-03-09T07:00:00Z",
  "2025-03-30T01:00:00Z",
  "2025-04-24T22:00:00Z",
  "2025-05-31T09:30:00Z",
  "2025-10-26T01:00:00Z",
  "2025-11-02T06:00:00Z",
].map((text) => Date.parse(text));

/** Few, so that what a rulebook asks for and what lies between two events are often the same. */
export const SHORT_DURATIONS = ["30 seconds", "1 hour", "24 hours"] as const;
export const LONG_DURATIONS = ["1 day", "1 week", "30 days", "1 month", "2 quarters", "1 year"] as const;

export const duration = fc.constantFrom(...SHORT_DURATIONS, ...LONG_DURATIONS);
export const longDuration = fc.constantFrom("36 hours", ...LONG_DURATIONS);
export const day = fc.constantFrom(...DAYS);

/** A number that a rulebook may have: at most six decimals. */
export const decimal = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -30, max: 60 }) },
  { weight: 2, arbitrary: fc.integer({ min: -400, max: 400 }).map((quarters) => quarters / 4) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: -20_000_000, max: 20_000_000 }).map((micro) => micro / 1_000_000),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0.000001, -0.000001, 0.0597, 33.333333, 8_999_999_999, -8_999_999_999),
  },
);

export const positiveDecimal = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(0.000001, 0.5, 0.3, 2.5, 7.25, 33.333333) },
);

export const index = fc.nat({ max: 11 });

/** One of a list, by a number that need not lie within it. */
export function pick<T>(list: readonly T[], at: number): T {
  return list[at % list.length]!;
}

/** As `T`, where what may be undefined may be absent instead. */
type Defined<T> = {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
} & { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };

/** The entries that have a value. */
export function defined<T extends object>(thing: T): Defined<T> {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** Nothing in two of `2 + often` cases. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>, often = 1): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: often, arbitrary });
}

/** Rarely something: a rulebook in which every part has everything awards nothing. */
export function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

// Pieces that all parts of the shape use. The shape is data only (no transforms), so that it also gives a JSON Schema.
// The messages of the schemas are not texts but what shape-problems.ts needs to word them.

import { z } from "zod";
import type { Expectation } from "../../diagnostics/expectations.ts";
import { DAYS_PATTERN, DURATION_PATTERN } from "../../values/duration.ts";

export const ID_PATTERN = /^[a-z][a-z0-9_-]{0,63}$/;

/** What a schema says of a value that does not fit, besides zod's issue. */
export interface Verdict {
  readonly expected: Expectation;
  /** The keys that a map may have. */
  readonly keys?: readonly string[];
  /** Which of the alternatives the author meant. */
  readonly branch?: number;
}

const verdict = (verdict: Verdict) => JSON.stringify(verdict);

export const expects = (expected: Expectation) => ({ error: verdict({ expected }) });

export function readVerdict(message: string): Verdict {
  return JSON.parse(message) as Verdict;
}

export const id = z.string(expects("id")).regex(ID_PATTERN, expects("id"));
export const text = z.string(expects("text"));
export const filledText = z.string(expects("text")).min(1, expects("text"));
/** Not from the root of a disk: a rulebook and its files move together. */
export const includePath = z.string(expects("file")).regex(/^(?![\\/]|[A-Za-z]:)./, expects("file"));
export const boolean = z.boolean(expects("boolean"));
export const number = z.number(expects("number"));
export const positive = z.number(expects("positive")).positive(expects("positive"));
export const count = z.int(expects("count")).min(1, expects("count"));
export const duration = z.string(expects("duration")).regex(DURATION_PATTERN, expects("duration"));
/** A duration in days or weeks. */
export const wholeDays = z.string(expects("wholeDays")).regex(DAYS_PATTERN, expects("wholeDays"));
/** A percentage above 0 and up to 100 whose fraction has at most six decimals. */
export const percentage = z
  .string(expects("percentage"))
  .regex(/^(?!0+(?:\.0+)?%)(?:100(?:\.0{1,4})?|\d{1,2}(?:\.\d{1,4})?)%$/, expects("percentage"));
/** YYYY-MM-DD, a day that exists. */
export const day = z.iso.date(expects("date"));

/** One of some words; `or` is what else may be written, if anything. */
export const choice = <const T extends readonly string[]>(values: T, or: Expectation = "text") =>
  z.enum(values, expects(or));

/** A map with these keys and no others; `siblings` are keys that would make it another of several alternatives. */
export function map<T extends z.core.$ZodLooseShape>(
  expected: Expectation,
  shape: T,
  siblings: readonly string[] = [],
) {
  const keys = [...new Set([...Object.keys(shape), ...siblings])];
  return z.strictObject(shape, {
    error: (issue) => verdict(issue.code === "unrecognized_keys" ? { expected, keys } : { expected }),
  });
}

/** A map from ids to things. The ids are checked on their own, so that a bad one hides nothing of its thing. */
export function byId<T extends z.ZodType>(expected: Expectation, thing: T) {
  const propertyNames = { type: "string" as const, pattern: ID_PATTERN.source };
  return z.record(text, thing, expects(expected)).meta({ propertyNames });
}

/** A map from any names to things. */
export function byName<T extends z.ZodType>(expected: Expectation, thing: T) {
  return z.record(text, thing, expects(expected));
}

export function filledList<T extends z.ZodType>(expected: Expectation, item: T) {
  return z.array(item, expects(expected)).min(1, expects(expected));
}

/** Alternatives; `pick` tells which one a wrong value was meant to be, by its kind or its keys, if any. */
export function oneOf<const T extends readonly z.ZodType[]>(
  expected: Expectation,
  options: T,
  pick: (input: unknown) => number | undefined,
) {
  return z.xor(options, {
    error: ({ input }) => {
      const branch = pick(input);
      return verdict(branch === undefined ? { expected } : { expected, branch });
    },
  });
}

export function oneOrMany<T extends z.ZodType>(expected: Expectation, item: T) {
  return oneOf(expected, [item, filledList(expected, item)], (input) => (isList(input) ? 1 : undefined));
}

export const isList = (input: unknown): input is readonly unknown[] => Array.isArray(input);

export const isMap = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === "object" && input !== null && !isList(input);

export const hasKey = (input: unknown, ...keys: readonly string[]): boolean =>
  isMap(input) && keys.some((key) => key in input);

import type { z } from "zod";
import { byName, count, day, duration, filledText, isMap, map, oneOf, oneOrMany } from "./common.ts";
import { test, testMap } from "./tests.ts";

export const selectorKeys = {
  event: oneOrMany("names", filledText),
  where: byName("where", test).optional(),
  within: duration.optional(),
  since: day.optional(),
  until: day.optional(),
};

export const selector = map("selector", selectorKeys);

export type SelectorShape = z.infer<typeof selector>;

const times = oneOf("times", [count, testMap], (input) => (isMap(input) ? 1 : undefined));

/** The selector of `did` and `did_not`. */
export const occurrence = map("selector", { ...selectorKeys, times: times.optional() });

export type OccurrenceShape = z.infer<typeof occurrence>;

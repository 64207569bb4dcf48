import type { z } from "zod";
import { byName, count, day, duration, filledText, isMap, map, oneOf, oneOrMany } from "./common.ts";
import { test, testMap } from "./tests.ts";

const sequenceKeys = {
  event: oneOrMany("names", filledText),
  where: byName("where", test).optional(),
  within: duration.optional(),
  same: oneOrMany("names", filledText).optional(),
};

/** What comes before or after an event; it does not nest. */
const sequence = map("sequence", sequenceKeys);

/** Whether it has `within` is checked on its own, to say why it is needed. */
const decidedSequence = sequence.meta({ required: ["event", "within"] });

export type SequenceShape = z.infer<typeof sequence>;

export const SEQUENCE_KEYS = ["followed_by", "not_followed_by", "preceded_by", "not_preceded_by"] as const;

export const selectorKeys = {
  event: oneOrMany("names", filledText),
  where: byName("where", test).optional(),
  within: duration.optional(),
  since: day.optional(),
  until: day.optional(),
  followed_by: sequence.optional(),
  not_followed_by: decidedSequence.optional(),
  preceded_by: sequence.optional(),
  not_preceded_by: sequence.optional(),
};

export const selector = map("selector", selectorKeys);

export type SelectorShape = z.infer<typeof selector>;

const times = oneOf("times", [count, testMap], (input) => (isMap(input) ? 1 : undefined));

/** The selector of `did` and `did_not`. */
export const occurrence = map("selector", { ...selectorKeys, times: times.optional() });

export type OccurrenceShape = z.infer<typeof occurrence>;

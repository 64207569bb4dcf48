import { z } from "zod";
import { MEASURES } from "../measures.ts";
import {
  byId,
  byName,
  expects,
  filledList,
  hasKey,
  isList,
  isMap,
  map,
  number,
  oneOf,
  text,
} from "./common.ts";
import { condition } from "./conditions.ts";
import { selector, selectorKeys } from "./selectors.ts";
import { numberTests } from "./tests.ts";

const measured = map("measure", { ...selectorKeys, of: text.optional() });

const measures = Object.fromEntries(MEASURES.map((measure) => [measure, measured.optional()])) as {
  [M in (typeof MEASURES)[number]]: z.ZodOptional<typeof measured>;
};

const trait = map("trait", measures).meta({ minProperties: 1, maxProperties: 1 });

export type TraitShape = z.infer<typeof trait>;

export const traits = byId("traits", trait);

const bandTest = map("scoreTest", { ...numberTests, not: map("scoreTest", numberTests).optional() });

/** Without a test a band takes every score. */
const bands = byId("bands", bandTest);

const inAnyGroup = {
  title: text.optional(),
  min: number.optional(),
  max: number.optional(),
  bands: bands.optional(),
};

const plainGroup = map("group", { start: number.optional(), reset: selector.optional(), ...inAnyGroup }, [
  "sum",
]);

const weights = byName("weights", z.number(expects("share")));

const combinedGroup = map("group", { sum: weights, ...inAnyGroup });

const group = oneOf("group", [plainGroup, combinedGroup], (input) =>
  hasKey(input, "sum") ? 1 : isMap(input) ? 0 : undefined,
);

export type GroupShape = z.infer<typeof group>;

export const groups = byId("groups", group);

const highest = map("class", { highest: filledList("names", text), at_least: number.optional() });

/** Where a contact lies: the first case whose condition holds, or the highest of some groups. */
const classShape = oneOf("class", [highest, byId("class", condition)], (input) =>
  isList(hasKey(input, "highest") && (input as { highest: unknown }).highest)
    ? 0
    : isMap(input)
      ? 1
      : undefined,
);

export type ClassShape = z.infer<typeof classShape>;

export const classes = byId("classes", classShape);

const collection = map("collection", { title: text.optional(), when: condition.optional() });

export type CollectionShape = z.infer<typeof collection>;

const stage = map("stage", { title: text.optional(), when: condition.optional() });

export type StageShape = z.infer<typeof stage>;

/** In order. */
export const stages = byId("stages", stage);

export const recycle = map("recycle", { ...selectorKeys, to: z.string(expects("stageName")) });

export const segments = byId("segments", collection);
export const labels = byId("labels", collection);

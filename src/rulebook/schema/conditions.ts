import { z } from "zod";
import { expects, filledList } from "./common.ts";
import { type OccurrenceShape, occurrence } from "./selectors.ts";
import { type TestShape, test } from "./tests.ts";

/** The keys of a condition that are not names of something to look at. */
export interface ConditionKeys {
  readonly any?: readonly ConditionShape[] | undefined;
  readonly all?: readonly ConditionShape[] | undefined;
  readonly none?: readonly ConditionShape[] | undefined;
  readonly did?: OccurrenceShape | undefined;
  readonly did_not?: OccurrenceShape | undefined;
}

/** The keys above, and tests by the name of what they look at. */
export type ConditionShape = ConditionKeys & {
  readonly [name: string]: TestShape | readonly ConditionShape[] | OccurrenceShape | undefined;
};

const keys = (conditions: z.ZodType<readonly ConditionShape[]>) => ({
  any: conditions.optional(),
  all: conditions.optional(),
  none: conditions.optional(),
  did: occurrence.optional(),
  did_not: occurrence.optional(),
});

/** What a contact must satisfy. */
export const condition: z.ZodType<ConditionShape> = z.lazy(() =>
  z.object(keys(filledList("conditions", condition)), expects("condition")).catchall(test),
);

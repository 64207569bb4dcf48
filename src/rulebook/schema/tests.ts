import { z } from "zod";
import {
  boolean,
  day,
  duration,
  expects,
  filledList,
  filledText,
  isList,
  isMap,
  map,
  number,
  oneOf,
  oneOrMany,
  text,
} from "./common.ts";

export type LiteralShape = string | number | boolean;

export interface TestMapShape {
  readonly above?: number | undefined;
  readonly at_least?: number | undefined;
  readonly below?: number | undefined;
  readonly at_most?: number | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly within?: string | undefined;
  readonly older_than?: string | undefined;
  readonly contains?: string | readonly string[] | undefined;
  readonly starts_with?: string | readonly string[] | undefined;
  readonly ends_with?: string | readonly string[] | undefined;
  readonly matches?: string | undefined;
  readonly exists?: boolean | undefined;
  readonly not?: TestShape | undefined;
}

export type TestShape = LiteralShape | readonly LiteralShape[] | TestMapShape;

export const literal = z.union([text, number, boolean], expects("value"));

const texts = oneOrMany("texts", filledText);

export const numberTests = {
  above: number.optional(),
  at_least: number.optional(),
  below: number.optional(),
  at_most: number.optional(),
};

export const testKeys = {
  ...numberTests,
  before: day.optional(),
  after: day.optional(),
  within: duration.optional(),
  older_than: duration.optional(),
  contains: texts.optional(),
  starts_with: texts.optional(),
  ends_with: texts.optional(),
  matches: filledText.optional(),
  exists: boolean.optional(),
};

export const testMap: z.ZodType<TestMapShape> = z.lazy(() =>
  map("test", { ...testKeys, not: test.optional() }).meta({ minProperties: 1 }),
);

/** What a value must satisfy. */
export const test: z.ZodType<TestShape> = oneOf(
  "test",
  [literal, filledList("test", literal), testMap],
  (input) => (isList(input) ? 1 : isMap(input) ? 2 : undefined),
);

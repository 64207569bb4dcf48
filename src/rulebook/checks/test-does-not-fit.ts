import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { shown } from "../describe.ts";
import { type KnownUse, literalsOf, testKeysOf, usesOf } from "../outline/lookups.ts";
import type { Check } from "./check.ts";

type Kind = "score" | "band" | "class" | "segment" | "label" | "stage";

interface Fit {
  readonly literal: "number" | "boolean" | "string";
  readonly keys: readonly string[];
  readonly nature: string;
  readonly expected: string;
}

const TEXT_KEYS = ["contains", "starts_with", "ends_with", "matches", "exists"];
const MEMBERSHIP: Fit = {
  literal: "boolean",
  keys: [],
  nature: "it is true or false",
  expected: "true or false",
};
const NAME: Fit = {
  literal: "string",
  keys: TEXT_KEYS,
  nature: "it is a name",
  expected: "a name or a list of names",
};
const STAGE: Fit = {
  literal: "string",
  keys: ["exists"],
  nature: "it is a stage",
  expected: "a stage or a list of stages",
};

const FITS: Readonly<Record<Kind, Fit>> = {
  score: {
    literal: "number",
    keys: ["above", "at_least", "below", "at_most", "exists"],
    nature: "it is a number",
    expected: "a test such as {at_least: 50}",
  },
  band: NAME,
  class: NAME,
  segment: MEMBERSHIP,
  label: MEMBERSHIP,
  stage: STAGE,
};

/** Tests that what they are put to can never pass, such as a score that is to equal a text. */
export const testDoesNotFit: Check = (outline) =>
  usesOf(outline, "score", "band", "class", "segment", "label", "stage").flatMap(checkUse);

function checkUse({ use, subject }: KnownUse<Kind>): readonly Diagnostic[] {
  const fit = FITS[subject.kind];
  const wrong = literalsOf(use.test).find(({ value }) => typeof value !== fit.literal);
  const wrongKey = testKeysOf(use.test).find((key) => !fit.keys.includes(key));
  // A number or a yes that should be a band, class or stage is reported as an unknown one.
  const what =
    wrong === undefined || fit === NAME || fit === STAGE
      ? wrongKey && `so "${wrongKey}" does not apply`
      : `not ${shown(wrong)}`;
  if (use.test === undefined || what === undefined) return [];
  const { nature, expected } = fit;
  return [diagnose("test-does-not-fit", use.test.span, use.name, use.place, `${nature}, ${what}`, expected)];
}

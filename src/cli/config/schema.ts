// The shape of tallybook.yaml: validation and the JSON Schema for editors come from here.

import { z } from "zod";
import type { Expectation } from "../../diagnostics/expectations.ts";
import { expects, map, oneOrMany } from "../../rulebook/schema/common.ts";

/** Node refuses a NUL in a path before the system does, as it would a mistake of the program. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const PATH = /^[^\u0000]+$/;

const path = (expected: Expectation) => z.string(expects(expected)).regex(PATH, expects(expected));

const inputFiles = oneOrMany("inputFiles", path("text"));

export const configSchema = map("config", {
  rulebook: path("configRulebook").optional(),
  contacts: inputFiles.optional(),
  events: inputFiles.optional(),
  identities: inputFiles.optional(),
  db: path("databaseFile").optional(),
  out: path("outputFolder").optional(),
});

export type Config = z.infer<typeof configSchema>;

export type Setting = keyof Config;

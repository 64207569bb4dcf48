// The shape of tallybook.yaml: validation and the JSON Schema for editors come from here.

import { z } from "zod";
import { expects, filledText, map, oneOrMany } from "../../rulebook/schema/common.ts";

const inputFiles = oneOrMany("inputFiles", filledText);

export const configSchema = map("config", {
  rulebook: z.string(expects("configRulebook")).min(1, expects("configRulebook")).optional(),
  contacts: inputFiles.optional(),
  events: inputFiles.optional(),
  identities: inputFiles.optional(),
  db: z.string(expects("databaseFile")).min(1, expects("databaseFile")).optional(),
  out: z.string(expects("outputFolder")).min(1, expects("outputFolder")).optional(),
});

export type Config = z.infer<typeof configSchema>;

export type Setting = keyof Config;

// The JSON Schemas that editors and CI may ask for.

import { runFileSchema } from "../../output/run-schema.ts";
import { type JsonSchema, toJsonSchema } from "../../rulebook/json-schema.ts";
import { rulebookSchema } from "../../rulebook/schema.ts";
import { testFileSchema } from "../../testing/schema.ts";
import { configSchema } from "../config/schema.ts";
import type { SchemaKind } from "../options/schema-kinds.ts";

export function createSchema(kind: SchemaKind): JsonSchema {
  switch (kind) {
    case "rulebook":
      return toJsonSchema(rulebookSchema, "Tallybook rulebook");
    case "tests":
      return toJsonSchema(testFileSchema, "Tallybook tests");
    case "run":
      return toJsonSchema(runFileSchema, "Tallybook run.json");
    case "config":
      return toJsonSchema(configSchema, "tallybook.yaml");
    default:
      return kind satisfies never;
  }
}

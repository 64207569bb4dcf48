// The JSON Schema of a shape, for editors and CI: the very schema that validates, with what is expected in each place as
// its description.

import { z } from "zod";
import { expectations } from "../diagnostics/expectations.ts";
import { readVerdict } from "./schema/common.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Draft-07. */
export function toJsonSchema(schema: z.ZodType, title: string): JsonSchema {
  const { $schema, ...shape } = z.toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    reused: "ref",
    override: ({ zodSchema, jsonSchema }) => {
      const description = expectationOf(zodSchema);
      if (description !== undefined) jsonSchema.description = description;
    },
  });
  return { $schema, title, ...shape };
}

/** What the schema would say of a value of quite another kind. */
function expectationOf(schema: z.core.$ZodType): string | undefined {
  const { error } = schema._zod.def;
  const message = error?.({ code: "invalid_type", expected: "never", input: undefined, path: [] } as never);
  return typeof message === "string" ? expectations[readVerdict(message).expected] : undefined;
}

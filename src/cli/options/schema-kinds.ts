/** Apart from what makes the schemas, which help does without. */
export const SCHEMA_KINDS = ["rulebook", "tests", "run", "config"] as const;

export type SchemaKind = (typeof SCHEMA_KINDS)[number];

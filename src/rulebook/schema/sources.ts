// The shape of a source. Every key of every kind may stand in it, for the kind may come from the preset: what belongs
// to which kind, and what is missing, is checked when the preset's keys have been added.

import { z } from "zod";
import {
  boolean,
  byId,
  byName,
  choice,
  expects,
  filledList,
  filledText,
  hasKey,
  isList,
  isMap,
  map,
  oneOf,
  oneOrMany,
  text,
} from "./common.ts";
import { literal, test } from "./tests.ts";

export const SOURCE_KINDS = ["contacts", "events", "identities"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const FIELD_TYPES = ["text", "number", "date", "list"] as const;

export type FieldType = (typeof FIELD_TYPES)[number];

/** What a date's format is where none is stated, for who wants it although the source or preset states another. */
export const ISO_FORMAT = "iso";

const column = z.string(expects("column")).min(1, expects("column"));
const columns = oneOrMany("columns", column);

const identityColumns = byName("identityColumns", columns);

const key = oneOf(
  "key",
  [columns, map("keyKinds", { contact_id: columns.optional(), email: columns.optional() })],
  (input) => (isMap(input) ? 1 : 0),
);

const dateColumn = oneOf(
  "dateColumn",
  [columns, map("dateColumn", { column: columns, format: text.optional(), timezone: text.optional() })],
  (input) => (isMap(input) ? 1 : isList(input) ? 0 : undefined),
);

export type DateColumnShape = z.infer<typeof dateColumn>;

const eventType = oneOf("eventType", [columns, map("eventType", { constant: filledText })], (input) =>
  isMap(input) ? 1 : isList(input) ? 0 : undefined,
);

const rowEvent = map("rowEvent", {
  type: z.string(expects("eventTypeName")).min(1, expects("eventTypeName")),
  at: dateColumn.optional(),
  when: byName("cellTests", test).optional(),
  count: columns.optional(),
});

export type RowEventShape = z.infer<typeof rowEvent>;

const columnField = map("columnField", {
  column: columns,
  type: choice(FIELD_TYPES).optional(),
  decimal: choice([".", ","]).optional(),
  thousands: z
    .string(expects("thousands"))
    .regex(/^[^\d+\-\p{L}]$/u, expects("thousands"))
    .optional(),
  format: text.optional(),
  timezone: text.optional(),
  separator: z
    .string(expects("separator"))
    .regex(/^[^"\r\n]$/u, expects("separator"))
    .optional(),
});

export type ColumnFieldShape = z.infer<typeof columnField>;

const product = map("product", { multiply: z.array(columns, expects("factors")).min(2, expects("factors")) });

const field = oneOf("sourceField", [columns, columnField, product], (input) => {
  if (isList(input)) return 0;
  if (!isMap(input)) return undefined;
  return hasKey(input, "multiply") ? 2 : 1;
});

export type FieldShape = z.infer<typeof field>;

const idColumns = oneOf("idColumns", [column, filledList("idColumns", columns)], (input) =>
  isList(input) ? 1 : undefined,
);

export const sourceSchema = map("source", {
  preset: z.string(expects("preset")).optional(),
  kind: choice(SOURCE_KINDS).optional(),
  file: oneOrMany("filePatterns", filledText).optional(),
  delimiter: z
    .string(expects("delimiter"))
    .regex(/^(?:[,;|\t]|tab)$/, expects("delimiter"))
    .optional(),
  encoding: z.string(expects("encoding")).optional(),
  timezone: z.string(expects("timezone")).optional(),
  date_format: text.optional(),
  repeated_columns: choice(["refuse", "number"]).optional(),
  key: key.optional(),
  identities: identityColumns.optional(),
  complete: boolean.optional(),
  id: idColumns.optional(),
  contact: identityColumns.optional(),
  type: eventType.optional(),
  at: dateColumn.optional(),
  rows: filledList("rowEvents", rowEvent).optional(),
  fields: byName("sourceFields", field).optional(),
  constants: byName("constants", literal).optional(),
});

export type SourceShape = z.infer<typeof sourceSchema>;

export const sources = byId("sources", sourceSchema);

// The shape of run.json, for those who read it. What writes it is held to it by its type.

import { z } from "zod";
import type { RunJson } from "./run-json.ts";

const count = z.int().min(0);
const decimal = z.string().describe("a decimal, such as 12.5");
const hash = z.string().describe("SHA-256, in hex");

const input = z.strictObject({
  path: z.string(),
  kind: z.string(),
  source: z.string(),
  sha256: hash,
  bytes: count,
  rows: count.describe("accepted, duplicates and rejected together"),
  accepted: count,
  duplicates: count,
  rejected: count,
  replaced: count.describe("of the accepted: newer versions of known events"),
  forgotten: count.describe("of the duplicates: rows of people who were forgotten"),
  skipped_times: count.describe("times that a clock change leaves out, moved forward by the gap"),
  repeated_times: count.describe("times that happen twice, the first taken"),
  rounded_numbers: count.describe("numbers with more than six places"),
  skipped: z.boolean().describe("its content was known, and it was not read again"),
});

const totals = z.strictObject({
  contacts: count.describe("all that contacts files have named, excluded and retired ones included"),
  excluded: count,
  retired: count,
  anonymous: count.describe("known by events alone"),
  scored: count.describe("those that the lists have"),
  events: count,
  events_without_contact: count.describe("of contacts that no contacts file has named yet"),
});

const rule = z.strictObject({
  rule: z.string(),
  group: z.string(),
  contacts: count,
  times: count,
  points: decimal,
});

const group = z.strictObject({
  group: z.string(),
  contacts: count,
  bands: z.array(z.strictObject({ band: z.string(), contacts: count })),
  without_band: count,
});

const output = z.strictObject({
  file: z.string().describe("its path within the folder"),
  sha256: hash,
  bytes: count,
  rows: count.describe("without the header"),
});

export const runFileSchema = z.strictObject({
  schema_version: z.literal(1),
  tool_version: z.string(),
  run: z.int().min(1).describe("its number in the database"),
  rulebook: z.strictObject({ id: z.string(), hash: z.string(), timezone: z.string() }),
  as_of: z.string().describe("ISO 8601 with the offset of the rulebook's time zone"),
  inputs: z.array(input),
  totals,
  rules: z.array(rule),
  groups: z.array(group),
  segments: z.array(z.strictObject({ segment: z.string(), contacts: count })),
  labels: z.array(z.strictObject({ label: z.string(), contacts: count })),
  triggers: z.array(z.strictObject({ trigger: z.string(), firings: count })),
  conflicts: count.describe("identities that are linked to several contacts"),
  incomplete_sources: z.array(z.string()).describe("complete sources for which nobody was retired"),
  timings: z.record(z.string(), count).describe("milliseconds by step"),
  outputs: z.array(output),
  past_run: z
    .boolean()
    .optional()
    .describe("true: of a run that others have followed, with part of its files"),
  report_names_contacts: z
    .boolean()
    .optional()
    .describe("true: report.html has names and e-mail addresses (--include-contacts)"),
  exit_code: count,
  warnings: z.array(z.string()),
}) satisfies z.ZodType<
  unknown,
  Omit<RunJson, OptionalKey> & { readonly [Key in OptionalKey]?: boolean | undefined }
>;

type OptionalKey = "past_run" | "report_names_contacts";

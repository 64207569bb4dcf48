// Every example of docs/sources.md loads without a warning and reads its exports as the page says, and the page knows
// every key and every preset.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PRESETS } from "../../src/rulebook/presets/all-presets.ts";
import { sourceSchema } from "../../src/rulebook/schema/sources.ts";
import { DATE_TOKENS } from "../../src/values/date-pattern.ts";
import { exampleProblems, loadExample, readExamples } from "../support/doc-examples.ts";
import { readExport } from "../support/doc-exports.ts";

const DOC = readFileSync(new URL("../../docs/sources.md", import.meta.url), "utf8");
const examples = readExamples(DOC);

describe("examples load without any problem", () => {
  test.each(examples)("$name", ({ yaml }) => {
    expect(exampleProblems(yaml, examples)).toEqual([]);
  });
});

const shown = examples.flatMap(({ name, yaml, exports }) =>
  exports.map((written) => ({ ...written, name, yaml })),
);

describe("exports become what stands below them", () => {
  test.each(shown)("$name: $file", async ({ yaml, results, ...written }) => {
    const loaded = loadExample(yaml, examples);
    if (loaded.kind === "invalid") throw new Error(loaded.diagnostics[0]?.message);
    expect(await readExport(loaded.rulebook, { ...written, results })).toEqual(results);
  });
});

test("every key of a source, every preset and every letter of a date is in a table", () => {
  const names = [
    ...Object.keys(sourceSchema.shape),
    ...PRESETS.keys(),
    ...DATE_TOKENS,
    "epoch_s",
    "epoch_ms",
  ];
  const rows = DOC.split("\n").filter((line) => line.startsWith("|"));
  expect(names.filter((name) => !rows.some((row) => row.split("|")[1]?.includes(`\`${name}\``)))).toEqual([]);
});

test("what each preset makes of which columns is said", () => {
  const rows = DOC.split("\n").filter((line) => line.startsWith("|"));
  const lacking = [...PRESETS].flatMap(([name, { source }]) => {
    const row = rows.find((line) => line.startsWith(`| \`${name}\``)) ?? "";
    return Object.keys(source.fields ?? {})
      .filter((field) => !row.includes(`\`${field}\``))
      .map((field) => `${name}: ${field}`);
  });
  expect(lacking).toEqual([]);
});

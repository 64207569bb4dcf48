// The JSON Schema for editors and the validator come from one shape: what the shape refuses both refuse, what it does not
// say only the validator knows.

import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { configSchema } from "../../src/cli/config/schema.ts";
import { createSchema } from "../../src/cli/formats/schemas.ts";
import { SCHEMA_KINDS } from "../../src/cli/options/schema-kinds.ts";
import { rulebookSchema } from "../../src/rulebook/schema.ts";
import { readSource } from "../../src/rulebook/source/read-source.ts";
import { toPlain } from "../../src/rulebook/source/source-tree.ts";
import { testFileSchema } from "../../src/testing/schema.ts";

const ROOT = new URL("../../", import.meta.url);
const PROBLEMS = "test/rulebook/fixtures/problems/";
const OK = "test/rulebook/fixtures/ok/";

const ajv = new Ajv({ strict: false, validateFormats: false });
const validateRulebook = ajv.compile(createSchema("rulebook"));
const validateTests = ajv.compile(createSchema("tests"));

const filesIn = (folder: string) =>
  readdirSync(new URL(folder, ROOT)).filter((name) => name.endsWith(".yaml"));

/** As an editor sees it, one file at a time; `undefined` where that is no YAML that means anything. */
function read(path: string): unknown {
  const text = readFileSync(new URL(path, ROOT), "utf8");
  const { root, problems } = readSource({ name: path, text }, false, { aliasedNodes: 0 });
  return root === undefined || problems.length > 0 ? undefined : JSON.parse(JSON.stringify(toPlain(root)));
}

const isTest = (name: string) => name.endsWith(".test.yaml");

describe("shipped files", () => {
  const rulebooks = [
    ...filesIn("rules")
      .filter((name) => !isTest(name))
      .map((name) => `rules/${name}`),
    ...filesIn(OK).map((name) => `${OK}${name}`),
  ];
  test.each(rulebooks)("%s fits both", (path) => {
    const data = read(path);
    expect([validateRulebook(data), validateRulebook.errors]).toEqual([true, null]);
  });

  test.each(filesIn("rules").filter(isTest))("rules/%s fits both", (name) => {
    const data = read(`rules/${name}`);
    expect(testFileSchema.safeParse(data).success).toBe(true);
    expect([validateTests(data), validateTests.errors]).toEqual([true, null]);
  });
});

/** Not YAML that means anything: there is nothing to hold against a shape. */
const OF_YAML = [
  "alias-of-itself",
  "bad-key",
  "duplicate-definition",
  "duplicate-key",
  "empty-rulebook",
  "merge-key",
  "nested-too-deep",
  "several-documents",
  "too-many-aliases",
  "unknown-alias",
  "unknown-tag",
  "yaml-syntax",
  "yaml-version",
];

/** What no shape can say: names that do not exist, values that do not go together, what other files hold. */
const OF_MEANING = [
  "action-kind",
  "bad-column",
  "bad-date-format",
  "bad-name",
  "bad-number",
  "bad-pattern",
  "bad-placeholder",
  "by-without-table",
  "combined-group-fed",
  "combined-of-combined",
  "computed-membership",
  "empty-section",
  "field-and-identity",
  "field-name",
  "file-with-folder",
  "group-needed",
  "impossible-range",
  "include-cycle",
  "include-unreadable",
  "included-twice",
  "looks-like-trait",
  "min-above-max",
  "no-stages",
  "not-visible-here",
  "of-needed",
  "of-not-used",
  "one-key",
  "only-in-kind",
  "only-in-type",
  "otherwise-not-last",
  "preset-kind",
  "preset-needs",
  "rearm-without-each-time",
  "row-without-test",
  "rule-without-cause",
  "same-sign",
  "since-after-until",
  "since-not-a-date",
  "start-out-of-range",
  "table-without-by",
  "test-does-not-fit",
  "test-needs-clock",
  "too-few-identities",
  "type-with-rows",
  "unknown-band",
  "unknown-class-value",
  "unknown-class",
  "unknown-encoding",
  "unknown-group",
  "unknown-label",
  "unknown-preset",
  "unknown-segment",
  "unknown-stage",
  "unknown-timezone",
  "unreachable-band",
  "unreachable-case",
  "unreachable-stage",
];

/** Said by a check, for better words; the JSON Schema knows them, too. */
const OF_BOTH = ["empty-test", "one-measure", "within-needed"];

describe("problems", () => {
  const fixtures = filesIn(PROBLEMS).map((name) => ({
    name: name.replace(".yaml", ""),
    data: read(`${PROBLEMS}${name}`),
  }));
  const readable = fixtures.filter(({ data }) => data !== undefined);

  test.each(readable)("$name: what the shape refuses, the JSON Schema refuses", ({ data }) => {
    const fits = rulebookSchema.safeParse(data).success;
    if (!fits) expect(validateRulebook(data)).toBe(false);
  });

  test("of meaning are those that fit it", () => {
    expect(readable.filter(({ data }) => validateRulebook(data)).map(({ name }) => name)).toEqual(OF_MEANING);
  });

  test("of YAML are those that cannot be held against it", () => {
    expect(fixtures.filter(({ data }) => data === undefined).map(({ name }) => name)).toEqual(OF_YAML);
  });

  test("of shape are all others, but for what a check says in better words", () => {
    const refused = readable.filter(({ data }) => !validateRulebook(data));
    const checked = refused.filter(({ data }) => rulebookSchema.safeParse(data).success);
    expect(checked.map(({ name }) => name)).toEqual(OF_BOTH);
  });
});

describe("a rulebook", () => {
  test.each([
    ["alone needs groups and rules", { rulebook: "r" }, false],
    ["that includes files may have them there", { rulebook: "r", include: ["parts.yaml"] }, true],
  ])("%s", (_, data, fits) => {
    expect(validateRulebook(data)).toBe(fits);
  });

  test("is described in the words of the messages", () => {
    expect(JSON.stringify(createSchema("rulebook"))).toContain(
      '"description":"groups by their ids, such as {engagement: {}}"',
    );
  });
});

describe("settings", () => {
  const validate = ajv.compile(createSchema("config"));
  test.each([
    [{ rulebook: "r.yaml", contacts: "c.csv", events: ["a.csv", "b.csv"], db: "d.db", out: "out" }, true],
    [{}, true],
    [{ databse: "d.db" }, false],
    [{ events: [] }, false],
    [{ db: "" }, false],
  ])("%j", (data, fits) => {
    expect([validate(data), configSchema.safeParse(data).success]).toEqual([fits, fits]);
  });
});

test("every schema says which draft it is of", () => {
  const drafts = SCHEMA_KINDS.map((kind) => createSchema(kind)["$schema"]);
  expect(new Set(drafts)).toEqual(new Set(["http://json-schema.org/draft-07/schema#"]));
});

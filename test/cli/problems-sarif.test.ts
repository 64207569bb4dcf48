import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { formatSarif } from "../../src/cli/formats/problems-sarif.ts";
import { adviceMessages } from "../../src/diagnostics/advice-messages.ts";
import { dataMessages } from "../../src/diagnostics/data-messages.ts";
import { type Diagnostic, diagnose } from "../../src/diagnostics/diagnostic.ts";
import { messages } from "../../src/diagnostics/messages.ts";

const span = (file: string) => ({ file, line: 3, column: 5, endColumn: 11 });
const unused = (file: string) => diagnose("unused-trait", span(file), 'trait "orders"');
const PROBLEMS = [
  diagnose("empty-test", span("rules/shop.yaml"), '"amount"'),
  unused("rules/my shop#1.yaml"),
  unused("rules/shop.yaml"),
  diagnose("nobody-added", span("/elsewhere/shop.yaml"), 'label "vip"', "label"),
];

/** The schema is one of draft 04, whose "id" is "$id" now; it uses nothing else that differs, but a pattern that is not of Unicode. */
function compileSchema() {
  const { $schema: _, id: __, ...schema } = sarifSchema;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

const isSarif = compileSchema();

interface Sarif {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } };
      readonly results: readonly SarifResult[];
    },
  ];
}

interface SarifRule {
  readonly id: string;
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: object;
      };
    },
  ];
}

const runOf = (problems: readonly Diagnostic[]) => (JSON.parse(formatSarif(problems)) as Sarif).runs[0];

describe("SARIF as its schema has it", () => {
  test.each([
    ["of problems", PROBLEMS],
    ["of none", []],
  ])("%s", (_, problems) => {
    isSarif(JSON.parse(formatSarif(problems)));
    expect(isSarif.errors).toBeNull();
  });
});

test("each problem is a result, at its place, with what to do", () => {
  const { results } = runOf(PROBLEMS);
  expect(results).toHaveLength(PROBLEMS.length);
  expect(results[1]).toEqual({
    ruleId: "unused-trait",
    ruleIndex: 2,
    level: "note",
    message: {
      text: 'nothing looks at trait "orders"\nhelp: use it in a condition or for points, or remove it',
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "rules/my%20shop%231.yaml" },
          region: { startLine: 3, startColumn: 5, endColumn: 11 },
        },
      },
    ],
  });
});

test("a file of another place has an absolute address", () => {
  const [, , , last] = runOf(PROBLEMS).results;
  expect(last?.locations[0].physicalLocation.artifactLocation.uri).toBe("file:///elsewhere/shop.yaml");
});

test("the rules are the codes that occur, and results point at them", () => {
  const { tool, results } = runOf(PROBLEMS);
  const ids = tool.driver.rules.map(({ id }) => id);
  expect(ids).toEqual(["empty-test", "nobody-added", "unused-trait"]);
  expect(results.map(({ ruleIndex }) => ids[ruleIndex])).toEqual(results.map(({ ruleId }) => ruleId));
});

test("every code has the description and the help that code scanning shows, from docs/checks.md", () => {
  const codes = Object.keys({ ...messages, ...adviceMessages, ...dataMessages });
  const problems = codes.map((code) => ({ ...unused("shop.yaml"), code: code as Diagnostic["code"] }));
  const lacking = runOf(problems).tool.driver.rules.filter(
    ({ fullDescription, help }) => fullDescription.text === "" || help.text === "" || help.markdown === "",
  );
  expect(lacking).toEqual([]);
});

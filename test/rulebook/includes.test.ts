import { describe, expect, test } from "vitest";
import { parseRulebook, parseRulebookFiles } from "../../src/rulebook/parse.ts";

const REST = "rulebook: shop\ngroups: {score: {}}\n";
const RULES = "rules: {opened: {event: email_open, points: 1}}\n";

type Included = Readonly<Record<string, string>>;

function parse(main: string, included: Included = {}, name = "shop.yaml") {
  const others = Object.entries(included).map(([file, text]) => ({ name: file, text }));
  return parseRulebookFiles([{ name, text: main }, ...others]);
}

function load(main: string, included: Included, name?: string) {
  const result = parse(main, included, name);
  if (result.kind === "invalid") throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.rulebook;
}

function problems(main: string, included: Included): readonly string[] {
  const result = parse(main, included);
  return (result.kind === "loaded" ? result.warnings : result.diagnostics).map(
    ({ span, code, message }) => `${span.file}:${span.line}:${span.column} ${code}: ${message}`,
  );
}

describe("the sections of all files are put together", () => {
  const rulebook = load(
    `${REST}ignore: [{event: own}]\ninclude: [b.yaml, parts/c.yaml]\nrules:\n  own: {event: e, points: 1}\n`,
    {
      "b.yaml": "ignore: [{event: b}]\nrules:\n  b: {event: e, points: 1}\n",
      "parts/c.yaml": "include: [../parts/more/d.yaml]\nrules:\n\n  c: {event: e, points: 1}\n",
      "parts/more/d.yaml": "description: of d\nrules: {d: {event: e, points: 1}}\n",
    },
  );

  test("included files come first, in their order, then the file's own entries", () => {
    expect(rulebook.rules.map(({ id }) => id)).toEqual(["b", "d", "c", "own"]);
    expect(rulebook.ignore.map(({ types }) => types)).toEqual([["b"], ["own"]]);
  });

  test("a setting may be in any one of them", () => {
    expect(rulebook.description).toBe("of d");
  });

  test("a location names the file", () => {
    expect(rulebook.rules.map(({ location }) => `${location.file}:${location.line}`)).toEqual([
      "b.yaml:3",
      "parts/more/d.yaml:2",
      "parts/c.yaml:4",
      "shop.yaml:6",
    ]);
  });

  test("all files come with the rulebook, in the order in which they are read", () => {
    expect(rulebook.files.map(({ name }) => name)).toEqual([
      "shop.yaml",
      "b.yaml",
      "parts/c.yaml",
      "parts/more/d.yaml",
    ]);
  });

  test("those files give the same rulebook again", () => {
    const [main, ...others] = rulebook.files;
    expect(parseRulebookFiles([main!, ...others])).toMatchObject({ kind: "loaded", rulebook });
  });
});

test("a file is found from where the file lies that includes it", () => {
  const included = { "rules/parts/a.yaml": RULES };
  expect(load(`${REST}include: [parts/a.yaml]\n`, included, "./rules/shop.yaml").rules).toHaveLength(1);
});

test("settings, groups and rules may all be in included files", () => {
  expect(load("include: [all.yaml]\n", { "all.yaml": `${REST}${RULES}` }).id).toBe("shop");
});

describe("the hash covers all files", () => {
  const main = `${REST}include: [a.yaml]\n`;
  const hash = load(main, { "a.yaml": RULES }).hash;
  test("a change in an included file changes it", () => {
    expect(load(main, { "a.yaml": `${RULES}# changed\n` }).hash).not.toBe(hash);
  });
  test("where the files lie does not", () => {
    expect(load(main, { "x/a.yaml": RULES }, "x/shop.yaml").hash).toBe(hash);
  });
});

describe("what is wrong is said with its file", () => {
  test.each<readonly [string, string, Included, readonly string[]]>([
    [
      "a mistake in an included file",
      `${REST}${RULES}include: [a.yaml]\n`,
      { "a.yaml": "segments:\n  hot: {when: {score.skor: {above: 5}}}\n" },
      [
        'a.yaml:2:16 unknown-group: segment "hot" names the group "skor", which does not exist; expected "score"',
      ],
    ],
    [
      "what the whole rulebook lacks, at the start of the main file",
      "include: [a.yaml]\nrulebook: shop\n",
      { "a.yaml": "groups: {score: {}}\n" },
      ['shop.yaml:1:1 missing-key: the rulebook has no "rules"'],
    ],
    [
      "entries of a list, counted in their own file",
      `${REST}${RULES}include: [a.yaml]\nignore: [{event: a}, {evnt: a}]\n`,
      { "a.yaml": "ignore: [{event: b}, {event: b}, {event: b, where: {B: 1}}]\n" },
      [
        'a.yaml:1:53 field-name: no column can have the field name "B" that entry 3 of "ignore" looks at',
        'shop.yaml:5:23 unexpected-key: unexpected key "evnt" in entry 2 of "ignore"; expected one of "event", "where", "within", "since", "until", "followed_by", "not_followed_by", ...',
      ],
    ],
    [
      "a section of another kind in one of the files",
      `${REST}${RULES}include: [a.yaml, b.yaml]\nsegments:\n  french: {when: {country: FR}}\n`,
      { "a.yaml": "segments: [french]\n", "b.yaml": "segments:\nignore: [5]\n" },
      [
        'a.yaml:1:11 wrong-value: "segments" is a list; expected segments by their ids, such as {hot: {when: {score.ski: {at_least: 50}}}}',
        'b.yaml:1:10 empty-value: "segments" has no value',
        'b.yaml:2:10 wrong-value: entry 1 of "ignore" is the number 5; expected an event selector, such as {event: purchase}',
      ],
    ],
    [
      "an included file without sections",
      `${REST}${RULES}include: [a.yaml]\n`,
      { "a.yaml": "# later\n" },
      ["a.yaml:1:1 empty-rulebook: the file holds no sections"],
    ],
    [
      "an included file that is a list",
      `${REST}${RULES}include: [a.yaml]\n`,
      { "a.yaml": "- rules\n" },
      ['a.yaml:1:1 wrong-value: the file is a list; expected sections such as "traits" or "rules"'],
    ],
    [
      "an included file that is no YAML: nothing else can be said",
      `${REST}${RULES}include: [a.yaml]\nsegments: {s: {when: {segment.a: true}}}\n`,
      { "a.yaml": "segments: {a: {}\n" },
      ['a.yaml:2:1 yaml-syntax: a map that starts with "{" is not closed'],
    ],
    [
      "a setting that is made in two included files",
      `${REST}${RULES}include: [a.yaml, b.yaml]\n`,
      { "a.yaml": "timezone: UTC\n", "b.yaml": "rulebook: b\ntimezone: UTC\n" },
      [
        'b.yaml:2:1 duplicate-key: "timezone" is written twice in the rulebook; the first is on line 1 of "a.yaml"',
        'shop.yaml:1:1 duplicate-key: "rulebook" is written twice in the rulebook; the first is on line 1 of "b.yaml"',
      ],
    ],
    [
      "a cycle of included files, once",
      `${REST}${RULES}include: [a.yaml]\n`,
      { "a.yaml": "include: [b.yaml]\n", "b.yaml": "include: [a.yaml]\n" },
      ['b.yaml:1:11 include-cycle: "a.yaml" includes itself: "a.yaml" includes "b.yaml" includes "a.yaml"'],
    ],
    [
      "a missing file in an included file",
      `${REST}${RULES}include: [x/a.yaml]\n`,
      { "x/a.yaml": "include: [b.yaml]\n" },
      ['x/a.yaml:1:11 include-unreadable: "x/b.yaml" cannot be included: there is no such file'],
    ],
  ])("%s", (_what, main, included, expected) => {
    expect(problems(main, included)).toEqual(expected);
  });
});

test("aliases of many files together may not expand to too much", () => {
  const many = Array.from({ length: 20 }, (_, i) => `f${i}.yaml`);
  const text = `x: &x [${"1, ".repeat(99)}1]\ny: [${"*x, ".repeat(9)}*x]\n`;
  const codes = problems(
    `${REST}${RULES}include: [${many.join(", ")}]\n`,
    Object.fromEntries(many.map((name) => [name, text])),
  ).map((line) => line.split(" ")[1]);
  expect(codes).toContain("too-many-aliases:");
});

test("without a reader nothing can be included", () => {
  const result = parseRulebook({ name: "shop.yaml", text: `${REST}${RULES}include: [a.yaml]\n` });
  expect(result).toMatchObject({ kind: "invalid", diagnostics: [{ code: "include-unreadable" }] });
});

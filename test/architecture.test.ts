// Imports between the folders of src/ go one way, and some packages belong to one folder.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";

/** A folder may import from folders that stand after it, not from those before. */
const ORDER = [
  "cli",
  "report",
  "checking",
  "testing",
  "diff",
  "run",
  "output",
  "store",
  "intake",
  "evaluate",
  "rulebook",
  "diagnostics",
  "values",
];
/** Who may import a package; everyone else goes through that folder. */
const PACKAGE_HOMES: Record<string, string> = {
  "better-sqlite3": "store",
  "csv-parse": "intake",
  "csv-stringify": "output",
  commander: "cli",
  "cli-progress": "cli",
  "@observablehq/plot": "report",
  linkedom: "report",
};

const SOURCE = join(import.meta.dirname, "..", "src");

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.split(sep).join("/"));

const textOf = (file: string) => readFileSync(join(SOURCE, file), "utf8");

const imports: Import[] = files.flatMap((from) =>
  [...textOf(from).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, to]) => ({ from, to: to! })),
);

const inner = imports.flatMap(({ from, to }) =>
  to.startsWith(".")
    ? [
        {
          from,
          to: relative(SOURCE, join(SOURCE, dirname(from), to))
            .split(sep)
            .join("/"),
        },
      ]
    : [],
);

const folderOf = (file: string) => file.split("/")[0]!;

test("every folder has its place in the order", () => {
  expect([...new Set(files.map(folderOf))].filter((folder) => !ORDER.includes(folder))).toEqual([]);
});

test("imports go one way", () => {
  const wrong = inner.filter(({ from, to }) => ORDER.indexOf(folderOf(from)) > ORDER.indexOf(folderOf(to)));
  expect(wrong).toEqual([]);
});

test("no file imports itself, by way of others or directly", () => {
  const targets = new Map(files.map((file) => [file, inner.filter(({ from }) => from === file)]));
  const done = new Set<string>();
  const findCycle = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path, file];
    if (done.has(file)) return undefined;
    const cycle = targets
      .get(file)
      ?.map(({ to }) => findCycle(to, [...path, file]))
      .find((found) => found !== undefined);
    done.add(file);
    return cycle;
  };
  expect(files.map((file) => findCycle(file, [])).filter((cycle) => cycle !== undefined)).toEqual([]);
});

describe("packages with a home", () => {
  test.each(Object.entries(PACKAGE_HOMES))("%s is imported in %s only", (name, home) => {
    const users = imports
      .filter(({ to }) => to === name || to.startsWith(`${name}/`))
      .map(({ from }) => from);
    expect(users.filter((file) => folderOf(file) !== home)).toEqual([]);
  });
});

test.each(["console", "process"])("%s is used in cli only", (name) => {
  const use = new RegExp(`(?<![\\w."'/-])${name}\\.\\w`);
  const users = files.filter((file) => folderOf(file) !== "cli" && use.test(textOf(file)));
  expect(users).toEqual([]);
});

test.each(["Date.now", "performance.now", "Math.random", "Temporal.Now", "randomUUID"])(
  "%s is called in cli only: everything else follows from its inputs",
  (name) => {
    const users = files.filter((file) => folderOf(file) !== "cli" && textOf(file).includes(`${name}(`));
    expect(users).toEqual([]);
  },
);

test("no file is longer than 350 lines", () => {
  expect(files.filter((file) => textOf(file).split("\n").length > 350)).toEqual([]);
});

// A test file with its rulebook and data, or everything that is wrong with it.

import { dirname, isAbsolute, join } from "node:path";
import { type Diagnostic, diagnose, hasErrors, sortDiagnostics } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../diagnostics/location.ts";
import type { InputKind } from "../intake/sink.ts";
import type { LoadResult } from "../rulebook/parse.ts";
import { type Grammar, readShape } from "../rulebook/shape-problems.ts";
import { convertYaml } from "../rulebook/source/convert.ts";
import { readYaml } from "../rulebook/source/read-yaml.ts";
import { childOf, isText, type SourceNode } from "../rulebook/source/source-tree.ts";
import { createCalendar } from "../values/calendar.ts";
import { type DataFile, readDataFile } from "./data-files.ts";
import type { TestFile } from "./model.ts";
import { createPlaceNames } from "./place.ts";
import { dataFilesOf, resolveTests } from "./resolve-tests.ts";
import { testFileSchema } from "./schema.ts";

export type TestFileResult =
  | { readonly kind: "loaded"; readonly testFile: TestFile }
  | {
      readonly kind: "invalid";
      /** Sorted; errors of the rulebook among them. */
      readonly diagnostics: readonly Diagnostic[];
      /** The files that they point into. */
      readonly files: readonly SourceFile[];
    };

/** A rulebook, or why it cannot be read. */
export type RulebookResult =
  | Omit<Extract<LoadResult, { kind: "loaded" }>, "outline">
  | Extract<LoadResult, { kind: "invalid" }>
  | { readonly kind: "unreadable"; readonly why: string };

/** Finds a rulebook by its path, each read once. */
export type RulebookReader = (path: string) => RulebookResult;

export async function loadTestFile(file: SourceFile, readRulebook: RulebookReader): Promise<TestFileResult> {
  const { root, problems } = readTree(file);
  if (root === undefined) return invalid(problems, [file]);
  const written = childOf(root, "rulebook");
  const path = isText(written) && written.value !== "" ? beside(file, written.value) : undefined;
  const found = path === undefined ? undefined : readRulebook(path);
  if (found?.kind === "unreadable") {
    problems.push(diagnose("rulebook-unreadable", written!.span, path!, found.why));
  }
  const rulebook = found?.kind === "loaded" ? found.rulebook : undefined;
  const calendar = createCalendar(rulebook?.timezone ?? "UTC");
  const sources = rulebook?.sources ?? [];
  const data = new Map<string, DataFile>();
  for (const kind of rulebook === undefined ? [] : INPUT_KINDS) {
    for (const name of dataFilesOf(root, kind)) {
      data.set(dataKey(kind, name), await readDataFile(kind, beside(file, name), { calendar, sources }));
    }
  }
  const tests = resolveTests(root, {
    rulebook,
    calendar,
    placeName: createPlaceNames(root),
    report: (problem) => void problems.push(problem),
    dataFile: (kind, name) => data.get(dataKey(kind, name)),
  });
  if (found?.kind === "invalid") {
    const errors = found.diagnostics.filter(({ severity }) => severity === "error");
    return invalid([...problems, ...errors], [file, ...found.files]);
  }
  if (rulebook === undefined || hasErrors(problems)) return invalid(problems, [file]);
  return { kind: "loaded", testFile: { name: file.name, rulebook, tests } };
}

const INPUT_KINDS: readonly InputKind[] = ["contacts", "identities", "events"];

/** A path that a test file names is relative to it. */
function beside({ name }: SourceFile, path: string): string {
  return isAbsolute(path) ? path : join(dirname(name), path);
}

const dataKey = (kind: InputKind, name: string) => `${kind}\n${name}`;

function invalid(diagnostics: readonly Diagnostic[], files: readonly SourceFile[]): TestFileResult {
  return { kind: "invalid", diagnostics: sortDiagnostics(diagnostics), files };
}

interface Tree {
  /** Absent when the text is no YAML, or is nothing at all. */
  readonly root: SourceNode | undefined;
  readonly problems: Diagnostic[];
}

function readTree(file: SourceFile): Tree {
  const { documents, spanOf, problems } = readYaml(file);
  const found = problems.map(asTestProblem);
  const contents = documents[0]?.contents ?? null;
  if (found.some(isFatal)) return { root: undefined, problems: found };
  if (contents === null) {
    return { root: undefined, problems: [...found, diagnose("empty-test-file", spanOf(0, 1))] };
  }
  const converted = convertYaml(contents, spanOf, { aliasedNodes: 0 }, createPlaceNames());
  found.push(...converted.problems);
  if (converted.problems.some(isFatal)) return { root: undefined, problems: found };
  const grammar: Grammar<unknown> = { schema: testFileSchema, placeName: createPlaceNames(converted.root) };
  found.push(...readShape(converted.root, grammar).problems.map(asTestProblem));
  return { root: converted.root, problems: found };
}

/** What is said of a rulebook in other words. */
function asTestProblem(problem: Diagnostic): Diagnostic {
  if (problem.code === "several-documents") return diagnose("second-test-document", problem.span);
  return problem.code === "empty-rulebook" ? diagnose("empty-test-file", problem.span) : problem;
}

const isFatal = ({ code }: Diagnostic) =>
  code === "yaml-syntax" || code === "nested-too-deep" || code === "too-many-aliases";

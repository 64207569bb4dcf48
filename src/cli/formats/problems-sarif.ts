// Problems as SARIF 2.1.0, which code scanning reads. No timings: the same problems give the same bytes.

import { isAbsolute, normalize, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../diagnostics/location.ts";
import { visible } from "../../diagnostics/quote.ts";
import type { ResultFile } from "../files/result-file.ts";
import { readVersion } from "../version.ts";
import { type CodeDoc, readCheckDocs } from "./check-docs.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

export const SARIF_FILE: ResultFile = {
  option: "--sarif",
  content: "problems as SARIF",
  beginning: `{\n  "$schema": "${SCHEMA}"`,
};

/** One result for each problem, in the order given; the rules are the codes that occur. */
export function formatSarif(problems: readonly Diagnostic[]): string {
  const docs = readCheckDocs();
  const codes = [...new Set<string>(problems.map(({ code }) => code))].toSorted();
  const driver = {
    name: "tallybook",
    version: readVersion(),
    rules: codes.map((code) => formatRule(code, docs.get(code))),
  };
  const results = problems.map((problem) => formatResult(problem, codes.indexOf(problem.code)));
  const run = { tool: { driver }, columnKind: "utf16CodeUnits", results };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, undefined, 2)}\n`;
}

function formatRule(code: string, doc: CodeDoc | undefined) {
  if (doc === undefined) return { id: code };
  return {
    id: code,
    shortDescription: { text: code.replaceAll("-", " ") },
    fullDescription: { text: doc.description },
    help: { text: doc.mending, markdown: doc.markdown },
  };
}

function formatResult({ code, severity, message, help, span }: Diagnostic, ruleIndex: number) {
  const text = help === undefined ? message : `${message}\nhelp: ${help}`;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: text.split("\n").map(visible).join("\n") },
    locations: [
      { physicalLocation: { artifactLocation: { uri: uriOf(span.file) }, region: regionOf(span) } },
    ],
  };
}

function regionOf({ line, column, endColumn }: Span) {
  return { startLine: line, startColumn: column, endColumn };
}

/** Relative to the working folder, which in CI is the repository's; of another place an absolute one. */
function uriOf(file: string): string {
  const path = normalize(file);
  if (isAbsolute(path) || path.startsWith("..")) return pathToFileURL(resolve(path)).href;
  return path.split(sep).map(encodeURIComponent).join("/");
}

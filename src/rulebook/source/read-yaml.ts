// YAML text to documents. Deep nesting is found before anything recursive sees it.

import { Composer, type Document, Lexer, LineCounter, type ParsedNode, Parser, type YAMLError } from "yaml";
import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { wordYamlFinding } from "../../diagnostics/yaml-wording.ts";
import type { RulebookFile } from "../model.ts";
import { createSpans, type SpanOf } from "./spans.ts";
import { startOfUnclosedText } from "./unclosed-text.ts";

/** Levels of maps and lists; real rulebooks have about ten. */
export const DEEPEST_NESTING = 60;

export type YamlDocument = Document.Parsed<ParsedNode>;

export interface YamlResult {
  readonly documents: readonly YamlDocument[];
  readonly spanOf: SpanOf;
  readonly problems: readonly Diagnostic[];
}

export function readYaml(file: RulebookFile): YamlResult {
  const lines = new LineCounter();
  const spanOf = createSpans(file, lines);
  const parsed = parseTokens(file.text, lines);
  if (parsed.tooDeepAt !== undefined) {
    const span = spanOf(parsed.tooDeepAt, parsed.tooDeepAt + 1);
    return { documents: [], spanOf, problems: [diagnose("nested-too-deep", span, DEEPEST_NESTING)] };
  }
  // Repeated keys are looked for later: the library compares every key with every other.
  const composer = new Composer({ version: "1.2", schema: "core", lineCounter: lines, uniqueKeys: false });
  const documents = [...composer.compose(parsed.tokens, true, file.text.length)];
  const problems = documents.flatMap((document) => syntaxProblems(document, file.text, spanOf));
  return {
    documents,
    spanOf,
    problems: [...oneALine(problems), ...documentProblems(documents, file, spanOf)],
  };
}

function parseTokens(text: string, lines: LineCounter) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tokens = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > DEEPEST_NESTING + 2) return { tokens, tooDeepAt: parser.offset - 1 };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, tooDeepAt: undefined };
}

function syntaxProblems(document: YamlDocument, text: string, spanOf: SpanOf): readonly Diagnostic[] {
  return [...document.errors, ...document.warnings].map((error) =>
    syntaxProblem(error, document, text, spanOf),
  );
}

function syntaxProblem(error: YAMLError, document: YamlDocument, text: string, spanOf: SpanOf): Diagnostic {
  const [start, end] = error.pos;
  const source = text.slice(start, end);
  if (error.code === "TAG_RESOLVE_FAILED") return diagnose("unknown-tag", spanOf(start, end), source);
  const { problem, help } = wordYamlFinding({ code: error.code, message: error.message, source });
  const from = startOfUnclosedText(error, document) ?? start;
  return diagnose("yaml-syntax", spanOf(from, from === start ? end : from + 1), problem, help);
}

/** After its first mistake on a line the parser finds more that are only consequences. */
function oneALine(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<number>();
  return problems.filter(({ span }) => !seen.has(span.line) && seen.add(span.line));
}

function documentProblems(
  documents: readonly YamlDocument[],
  file: RulebookFile,
  spanOf: SpanOf,
): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const yaml = documents[0]?.directives.yaml;
  if (yaml?.explicit && yaml.version !== "1.2") {
    const at = Math.max(0, file.text.search(/^%YAML/m));
    problems.push(diagnose("yaml-version", spanOf(at, file.text.length), yaml.version));
  }
  const second = documents[1];
  if (second !== undefined) {
    problems.push(diagnose("several-documents", spanOf(second.range[0], file.text.length)));
  }
  return problems;
}

// From the text of tallybook.yaml to its settings, or to everything that is wrong with it. Pure.

import { type Diagnostic, diagnose, hasErrors, sortDiagnostics } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../diagnostics/location.ts";
import { quoted } from "../../diagnostics/quote.ts";
import { type Grammar, type ReadShape, readShape } from "../../rulebook/shape-problems.ts";
import { convertYaml } from "../../rulebook/source/convert.ts";
import { readYaml } from "../../rulebook/source/read-yaml.ts";
import type { Path } from "../../rulebook/source/source-tree.ts";
import { type Config, configSchema } from "./schema.ts";

export type ConfigResult =
  | { readonly kind: "loaded"; readonly config: Config }
  /** Sorted; at least one error. */
  | { readonly kind: "invalid"; readonly diagnostics: readonly Diagnostic[] };

/** A file of comments alone gives no settings. */
export function parseConfig(file: SourceFile): ConfigResult {
  const { documents, spanOf, problems } = readYaml(file);
  const found = problems.map(asConfigProblem);
  const contents = documents[0]?.contents ?? null;
  if (hasErrors(found)) return { kind: "invalid", diagnostics: sortDiagnostics(found) };
  if (contents === null) return { kind: "loaded", config: {} };
  const converted = convertYaml(contents, spanOf, { aliasedNodes: 0 }, placeName);
  const isEmpty = converted.root.kind === "scalar" && converted.root.value === null;
  const { shape, problems: misfits } = isEmpty ? NOTHING : readShape(converted.root, GRAMMAR);
  const diagnostics = sortDiagnostics([...converted.problems, ...misfits]);
  return hasErrors(diagnostics) ? { kind: "invalid", diagnostics } : { kind: "loaded", config: shape! };
}

const NOTHING: ReadShape<Config> = { shape: {}, problems: [] };
const GRAMMAR: Grammar<Config> = { schema: configSchema, placeName };

function placeName(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "tallybook.yaml";
  return typeof last === "string" ? quoted(last) : `entry ${last + 1} of ${placeName(path.slice(0, -1))}`;
}

function asConfigProblem(problem: Diagnostic): Diagnostic {
  return problem.code === "several-documents" ? diagnose("second-config-document", problem.span) : problem;
}

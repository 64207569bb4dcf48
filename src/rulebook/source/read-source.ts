import { type Diagnostic, type DiagnosticCode, diagnose } from "../../diagnostics/diagnostic.ts";
import type { RulebookFile } from "../model.ts";
import { type AliasBudget, convertYaml } from "./convert.ts";
import { readYaml } from "./read-yaml.ts";
import type { SourceNode } from "./source-tree.ts";

/** After these what is left of the file is not what its author wrote. */
const UNREADABLE: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "yaml-syntax",
  "nested-too-deep",
  "too-many-aliases",
]);

const isUnreadable = ({ code }: Diagnostic) => UNREADABLE.has(code);

export interface Source {
  /** Absent when the text is no YAML: then nothing else can be said of it. */
  readonly root: SourceNode | undefined;
  readonly problems: readonly Diagnostic[];
}

/** One file as a source tree. */
export function readSource(file: RulebookFile, isIncluded: boolean, budget: AliasBudget): Source {
  const { documents, spanOf, problems } = readYaml(file);
  const contents = documents[0]?.contents ?? null;
  if (problems.some(isUnreadable)) return { root: undefined, problems };
  if (contents === null) {
    return { root: undefined, problems: [...problems, diagnose("empty-rulebook", spanOf(0, 1), isIncluded)] };
  }
  const converted = convertYaml(contents, spanOf, budget);
  const root = converted.problems.some(isUnreadable) ? undefined : converted.root;
  return { root, problems: [...problems, ...converted.problems] };
}

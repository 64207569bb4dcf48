// From the text of a rulebook to the model, or to everything that is wrong with it. Pure.

import {
  type Diagnostic,
  type DiagnosticCode,
  diagnose,
  hasErrors,
  sortDiagnostics,
} from "../diagnostics/diagnostic.ts";
import { CHECKS } from "./checks/all-checks.ts";
import type { Rulebook, RulebookFile } from "./model.ts";
import { gatherOutline } from "./outline/gather.ts";
import { resolveRulebook } from "./resolve/resolve-rulebook.ts";
import { rulebookSchema } from "./schema.ts";
import { findShapeProblems } from "./shape-problems.ts";
import { convertYaml } from "./source/convert.ts";
import { readYaml } from "./source/read-yaml.ts";
import { type SourceNode, toPlain } from "./source/source-tree.ts";

/** In bytes of UTF-8. */
export const LARGEST_RULEBOOK = 1_000_000;

/** `files` are those that the diagnostics point into, for `renderDiagnostics`. Diagnostics are sorted by place. */
export type LoadResult =
  | {
      readonly kind: "loaded";
      readonly rulebook: Rulebook;
      readonly warnings: readonly Diagnostic[];
      readonly files: readonly RulebookFile[];
    }
  | {
      readonly kind: "invalid";
      /** At least one error; the warnings are among them. */
      readonly diagnostics: readonly Diagnostic[];
      readonly files: readonly RulebookFile[];
    };

/** Never throws, whatever the text. */
export function parseRulebook(file: RulebookFile): LoadResult {
  const bytes = Buffer.byteLength(file.text);
  if (bytes > LARGEST_RULEBOOK) return tooLarge(file.name, bytes);
  const { root, problems } = readSource(file);
  const found =
    root === undefined ? problems : [...problems, ...findShapeProblems(root), ...findMistakes(root)];
  const diagnostics = sortDiagnostics(found);
  if (root === undefined || hasErrors(diagnostics)) return { kind: "invalid", diagnostics, files: [file] };
  const rulebook = resolveRulebook(rulebookSchema.parse(toPlain(root)), root, file);
  return { kind: "loaded", rulebook, warnings: diagnostics, files: [file] };
}

/** A file with more bytes than a rulebook may have; its text is not looked at. */
export function tooLarge(name: string, bytes: number): LoadResult {
  const span = { file: name, line: 1, column: 1, endColumn: 2 };
  return { kind: "invalid", diagnostics: [diagnose("file-too-large", span, bytes)], files: [] };
}

/** After these what is left of the file is not what its author wrote. */
const UNREADABLE: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "yaml-syntax",
  "nested-too-deep",
  "too-many-aliases",
]);

const isUnreadable = ({ code }: Diagnostic) => UNREADABLE.has(code);

interface Source {
  /** Absent when the text is no YAML: then nothing else can be said of it. */
  readonly root: SourceNode | undefined;
  readonly problems: readonly Diagnostic[];
}

function readSource(file: RulebookFile): Source {
  const { documents, spanOf, problems } = readYaml(file);
  const contents = documents[0]?.contents ?? null;
  if (problems.some(isUnreadable)) return { root: undefined, problems };
  if (contents === null) {
    return { root: undefined, problems: [...problems, diagnose("empty-rulebook", spanOf(0, 1))] };
  }
  const converted = convertYaml(contents, spanOf);
  const root = converted.problems.some(isUnreadable) ? undefined : converted.root;
  return { root, problems: [...problems, ...converted.problems] };
}

function findMistakes(root: SourceNode): readonly Diagnostic[] {
  if (root.kind !== "map") return [];
  const outline = gatherOutline(root);
  return CHECKS.flatMap((check) => check(outline));
}

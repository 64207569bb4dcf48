// From the text of a rulebook to the model, or to everything that is wrong with it. Pure.

import { type Diagnostic, diagnose, hasErrors, sortDiagnostics } from "../diagnostics/diagnostic.ts";
import { CHECKS } from "./checks/all-checks.ts";
import type { Rulebook, RulebookFile } from "./model.ts";
import { gatherOutline } from "./outline/gather.ts";
import type { Outline } from "./outline/outline.ts";
import { resolveRulebook } from "./resolve/resolve-rulebook.ts";
import { RULEBOOK, readShape, wrongSection } from "./shape-problems.ts";
import { gatherFiles, type IncludeReader, readerOf } from "./source/includes.ts";
import { mergeFiles } from "./source/merge-files.ts";
import type { MapNode, SourceNode } from "./source/source-tree.ts";
import { LARGEST_RULEBOOK } from "./text-files.ts";

/** `files` are those that the diagnostics point into, for `renderDiagnostics`. Diagnostics are sorted by place. */
export type LoadResult =
  | {
      readonly kind: "loaded";
      readonly rulebook: Rulebook;
      /** Where everything is written, for further checks. */
      readonly outline: Outline;
      readonly warnings: readonly Diagnostic[];
      readonly files: readonly RulebookFile[];
    }
  | {
      readonly kind: "invalid";
      /** At least one error; the warnings are among them. */
      readonly diagnostics: readonly Diagnostic[];
      readonly files: readonly RulebookFile[];
    };

/**
 * A rulebook from its main file; `read` finds what it includes, by default nothing. Included files are named as they
 * are found from where the main file's name starts. Never throws, whatever the text, unless `read` does.
 */
export function parseRulebook(main: RulebookFile, read: IncludeReader = readerOf([])): LoadResult {
  const bytes = Buffer.byteLength(main.text);
  if (bytes > LARGEST_RULEBOOK) return tooLarge(main.name, bytes);
  const { roots, files, problems, isIncomplete } = gatherFiles(main, read);
  if (isIncomplete) return { kind: "invalid", diagnostics: sortDiagnostics(problems), files };
  const { root, problems: mergeProblems } = mergeRoots(roots);
  const { shape, problems: shapeProblems } = readShape(root, RULEBOOK);
  const outline = root.kind === "map" ? gatherOutline(root) : undefined;
  const mistakes = outline === undefined ? [] : CHECKS.flatMap((check) => check(outline));
  const diagnostics = sortDiagnostics([...problems, ...mergeProblems, ...shapeProblems, ...mistakes]);
  if (shape === undefined || outline === undefined || hasErrors(diagnostics)) {
    return { kind: "invalid", diagnostics, files };
  }
  const rulebook = resolveRulebook(shape, root, files);
  return { kind: "loaded", rulebook, outline, warnings: diagnostics, files };
}

/** A rulebook from all its files, the main one first, as `Rulebook.files` keeps them. */
export function parseRulebookFiles(files: readonly [RulebookFile, ...RulebookFile[]]): LoadResult {
  const [main, ...included] = files;
  return parseRulebook(main, readerOf(included));
}

/** A file with more bytes than a rulebook may have; its text is not looked at. */
export function tooLarge(name: string, bytes: number): LoadResult {
  const span = { file: name, line: 1, column: 1, endColumn: 2 };
  return { kind: "invalid", diagnostics: [diagnose("file-too-large", span, bytes, undefined)], files: [] };
}

/** A rulebook of one file need not be a map: that is said with its shape. */
function mergeRoots(roots: readonly SourceNode[]) {
  const maps = roots.filter((root): root is MapNode => root.kind === "map");
  return maps.length > 1 ? mergeFiles(maps, wrongSection) : { root: roots[0]!, problems: [] };
}

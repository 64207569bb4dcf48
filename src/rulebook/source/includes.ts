// A rulebook's file and all that it includes, each read once.

import { dirname, join, normalize } from "node:path";
import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { expectations } from "../../diagnostics/expectations.ts";
import type { Span } from "../../diagnostics/location.ts";
import { otherPlace } from "../../diagnostics/other-place.ts";
import { describe } from "../describe.ts";
import type { RulebookFile } from "../model.ts";
import { includePath } from "../schema/common.ts";
import { type IncludedText, LARGEST_RULEBOOK } from "../text-files.ts";
import type { AliasBudget } from "./convert.ts";
import { readSource } from "./read-source.ts";
import { childOf, type SourceNode, type TextNode, textsOf } from "./source-tree.ts";

/** The main one among them. */
export const MOST_FILES = 100;

/** Reads the file of this name, which starts from where the main file's name starts; `most` is in bytes. */
export type IncludeReader = (name: string, most: number) => IncludedText;

export interface Gathered {
  /** Included files before the file that includes them; the main file last. Those that are no YAML are missing. */
  readonly roots: readonly SourceNode[];
  /** In the order in which they are read, the main one first. */
  readonly files: readonly RulebookFile[];
  readonly problems: readonly Diagnostic[];
  /** Something of the rulebook could not be read, so nothing can be said of what is missing in it. */
  readonly isIncomplete: boolean;
}

interface Gathering {
  readonly read: IncludeReader;
  readonly roots: SourceNode[];
  readonly files: RulebookFile[];
  readonly problems: Diagnostic[];
  /** Where each file but the main one was included. */
  readonly known: Map<string, Span>;
  readonly budget: AliasBudget;
  bytes: number;
  isIncomplete: boolean;
}

export function gatherFiles(main: RulebookFile, read: IncludeReader): Gathered {
  const gathering: Gathering = {
    read,
    roots: [],
    files: [],
    problems: [],
    known: new Map(),
    budget: { aliasedNodes: 0 },
    bytes: Buffer.byteLength(main.text),
    isIncomplete: false,
  };
  gatherFile(main, [normalize(main.name)], gathering);
  return gathering;
}

/** `chain` are the names from the main file to this one. */
function gatherFile(file: RulebookFile, chain: readonly string[], gathering: Gathering): void {
  const isIncluded = chain.length > 1;
  gathering.files.push(file);
  const { root, problems } = readSource(file, isIncluded, gathering.budget);
  gathering.problems.push(...problems);
  if (root === undefined) {
    gathering.isIncomplete = true;
    return;
  }
  if (isIncluded && root.kind !== "map") {
    miss(
      diagnose("wrong-value", root.span, "the file", describe(root), expectations.sections, undefined),
      gathering,
    );
    return;
  }
  for (const entry of includesOf(root)) include(entry, chain, gathering);
  gathering.roots.push(root);
}

/** Entries that are no paths are reported with the shape. */
function includesOf(root: SourceNode): readonly TextNode[] {
  const list = childOf(root, "include");
  return list?.kind === "list"
    ? textsOf(list).filter(({ value }) => includePath.safeParse(value).success)
    : [];
}

function include(entry: TextNode, chain: readonly string[], gathering: Gathering): void {
  const { known, problems } = gathering;
  const name = join(dirname(chain.at(-1)!), entry.value);
  const first = known.get(name);
  if (chain.includes(name)) {
    problems.push(diagnose("include-cycle", entry.span, [...chain.slice(chain.indexOf(name)), name]));
  } else if (first !== undefined) {
    problems.push(diagnose("included-twice", entry.span, name, otherPlace(first, entry.span)));
  } else if (known.size + 1 >= MOST_FILES) {
    miss(diagnose("too-many-files", entry.span, MOST_FILES), gathering);
  } else {
    known.set(name, entry.span);
    readIncluded(name, entry.span, chain, gathering);
  }
}

function readIncluded(name: string, span: Span, chain: readonly string[], gathering: Gathering): void {
  const found = gathering.read(name, LARGEST_RULEBOOK - gathering.bytes);
  switch (found.kind) {
    case "text":
      gathering.bytes += Buffer.byteLength(found.text);
      if (gathering.bytes > LARGEST_RULEBOOK) {
        miss(diagnose("file-too-large", span, gathering.bytes, name), gathering);
      } else {
        gatherFile({ name, text: found.text }, [...chain, name], gathering);
      }
      return;
    case "too-large":
      miss(diagnose("file-too-large", span, gathering.bytes + found.bytes, name), gathering);
      return;
    case "not-utf8":
      gathering.files.push({ name, text: found.text });
      miss(diagnose("not-utf8", found.span), gathering);
      return;
    default:
      miss(diagnose("include-unreadable", span, name, found.kind), gathering);
  }
}

function miss(problem: Diagnostic, gathering: Gathering): void {
  gathering.problems.push(problem);
  gathering.isIncomplete = true;
}

/** Finds included files among those that were read before. */
export function readerOf(files: readonly RulebookFile[]): IncludeReader {
  const texts = new Map(files.map(({ name, text }) => [normalize(name), text]));
  return (name) => {
    const text = texts.get(name);
    return text === undefined ? { kind: "missing" } : { kind: "text", text };
  };
}

import { statSync } from "node:fs";
import { diagnose } from "../diagnostics/diagnostic.ts";
import { type LoadResult, parseRulebook, tooLarge } from "./parse.ts";
import { LARGEST_RULEBOOK, readText, readTextFile } from "./text-files.ts";

/** Neither a file nor a folder. */
class SpecialFileError extends Error {
  override readonly name = "SpecialFileError";
  readonly code = "SPECIAL";

  constructor(path: string) {
    super(`"${path}" is no plain file`);
  }
}

/**
 * Reads a rulebook and what it includes. `path` is also the name of the file in diagnostics; an included file's name
 * is its path from where `path` starts. What is wrong with the content, or with an included file, comes back as
 * diagnostics; a rulebook that cannot be read (missing, a directory, no permission) throws Node's error with its
 * `code`, and so does a disk that fails; devices and pipes, which may never end, a SpecialFileError.
 */
export function loadRulebook(path: string): LoadResult {
  const stats = statSync(path);
  if (!stats.isFile() && !stats.isDirectory()) throw new SpecialFileError(path);
  const main = readText(path, stats, LARGEST_RULEBOOK);
  switch (main.kind) {
    case "text":
      return parseRulebook({ name: path, text: main.text }, readTextFile);
    case "too-large":
      return tooLarge(path, main.bytes);
    case "not-utf8": {
      const diagnostics = [diagnose("not-utf8", main.span)];
      return { kind: "invalid", diagnostics, files: [{ name: path, text: main.text }] };
    }
    default:
      return main satisfies never;
  }
}

import { readFileSync, type Stats, statSync } from "node:fs";
import { diagnose } from "../diagnostics/diagnostic.ts";
import type { IncludeFault } from "../diagnostics/file-messages.ts";
import type { Span } from "../diagnostics/location.ts";
import { type LoadResult, parseRulebook, tooLarge } from "./parse.ts";
import { type IncludedText, LARGEST_RULEBOOK } from "./source/includes.ts";

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

type FoundText = Exclude<IncludedText, { kind: IncludeFault }>;

function readText(path: string, { size }: Stats, most: number): FoundText {
  if (size > most) return { kind: "too-large", bytes: size };
  const bytes = readFileSync(path);
  const text = decodeUtf8(bytes);
  return text === undefined ? notUtf8(path, bytes) : { kind: "text", text };
}

/** What keeps a file from being included; anything else that goes wrong is thrown. */
const FAULTS: Readonly<Record<string, IncludeFault>> = {
  ENOENT: "missing",
  ENOTDIR: "missing",
  ENAMETOOLONG: "missing",
  ELOOP: "missing",
  ERR_INVALID_ARG_VALUE: "missing",
  EACCES: "forbidden",
  EPERM: "forbidden",
};

/** A file of at most so many bytes, or why it cannot be read; a disk that fails throws. */
export function readTextFile(path: string, most: number): IncludedText {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return { kind: "folder" };
    return stats.isFile() ? readText(path, stats, most) : { kind: "special" };
  } catch (error) {
    const fault = FAULTS[(error as NodeJS.ErrnoException).code ?? ""];
    if (fault === undefined) throw error;
    return { kind: fault };
  }
}

/** Without the byte order mark; `undefined` when the bytes are not UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Points at the first character that could not be decoded. */
function notUtf8(path: string, bytes: Uint8Array): FoundText {
  const text = new TextDecoder("utf-8").decode(bytes);
  const before = text.slice(0, firstUndecoded(text, bytes)).split(/\r\n|[\n\r]/);
  const column = before.at(-1)!.length + 1;
  const span: Span = { file: path, line: before.length, column, endColumn: column + 1 };
  return { kind: "not-utf8", text, span };
}

/** The replacement character also stands for itself: the first one whose bytes are not its own is the place. */
function firstUndecoded(text: string, bytes: Uint8Array): number {
  const encoder = new TextEncoder();
  const own = Buffer.from("\ufffd");
  let at = text.indexOf("\ufffd");
  let offset = encoder.encode(text.slice(0, Math.max(at, 0))).length;
  while (at >= 0 && own.equals(bytes.subarray(offset, offset + own.length))) {
    const next = text.indexOf("\ufffd", at + 1);
    offset += encoder.encode(text.slice(at, Math.max(next, at))).length;
    at = next;
  }
  return Math.max(at, 0);
}

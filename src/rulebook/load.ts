import { readFileSync, statSync } from "node:fs";
import { diagnose } from "../diagnostics/diagnostic.ts";
import type { RulebookFile } from "./model.ts";
import { LARGEST_RULEBOOK, type LoadResult, parseRulebook, tooLarge } from "./parse.ts";

/**
 * Reads a rulebook. `path` is also the name of the file in diagnostics. What is wrong with the content comes back as
 * diagnostics; a file that cannot be read (missing, a directory, no permission) throws Node's error with its `code`.
 */
export function loadRulebook(path: string): LoadResult {
  const { size } = statSync(path);
  if (size > LARGEST_RULEBOOK) return tooLarge(path, size);
  const bytes = readFileSync(path);
  const text = decodeUtf8(bytes);
  return text === undefined ? notUtf8(path, bytes) : parseRulebook({ name: path, text });
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
function notUtf8(path: string, bytes: Uint8Array): LoadResult {
  const text = new TextDecoder("utf-8").decode(bytes);
  const file: RulebookFile = { name: path, text };
  const before = text.slice(0, firstUndecoded(text, bytes)).split(/\r\n|[\n\r]/);
  const column = before.at(-1)!.length + 1;
  const span = { file: path, line: before.length, column, endColumn: column + 1 };
  return { kind: "invalid", diagnostics: [diagnose("not-utf8", span)], files: [file] };
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

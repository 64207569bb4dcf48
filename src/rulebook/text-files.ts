// Texts of rulebooks in files. Without the parser: a rulebook that has not changed is not parsed.

import { readFileSync, type Stats, statSync } from "node:fs";
import type { IncludeFault } from "../diagnostics/file-messages.ts";
import type { Span } from "../diagnostics/location.ts";

/** Of all files of a rulebook together, in bytes of UTF-8. */
export const LARGEST_RULEBOOK = 1_000_000;

/** What an included file is found to be. */
export type IncludedText =
  | { readonly kind: "text"; readonly text: string }
  /** It has more bytes than were asked for, and is not read. */
  | { readonly kind: "too-large"; readonly bytes: number }
  /** `text` is what could be read of it, `span` the first character that could not. */
  | { readonly kind: "not-utf8"; readonly text: string; readonly span: Span }
  | { readonly kind: IncludeFault };

type FoundText = Exclude<IncludedText, { kind: IncludeFault }>;

/** Throws Node's error where it cannot be read. */
export function readText(path: string, { size }: Stats, most: number): FoundText {
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

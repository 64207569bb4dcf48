import { diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { encodingExists } from "../../values/encodings.ts";
import { childOf, isText } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** iconv-lite knows these, too, but they are no encodings of text. */
const NO_TEXT: ReadonlySet<string> = new Set(["hex", "base64", "binary", "internal", "utf7imap"]);

const COMMON: readonly string[] = [
  "utf-8",
  "utf-16",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "iso-8859-1",
  "iso-8859-15",
  "macintosh",
  "shift_jis",
  "gb18030",
];

/** What programs and people call the encoding of a Western Windows. */
const WINDOWS: ReadonlySet<string> = new Set(["ansi", "windows", "excel", "western"]);

/** An encoding that cannot be read. */
export const unknownEncoding: Check = ({ sources }) =>
  sources.flatMap(({ written, place }) => {
    const node = childOf(written, "encoding");
    if (!isText(node) || isEncoding(node.value)) return [];
    return [diagnose("unknown-encoding", node.span, node.value, place, suggest(node.value))];
  });

function isEncoding(name: string): boolean {
  return !NO_TEXT.has(name.toLowerCase().replace(/[^a-z0-9]/g, "")) && encodingExists(name);
}

function suggest(written: string): string | undefined {
  return WINDOWS.has(written.toLowerCase()) ? "windows-1252" : closestName(written, COMMON);
}

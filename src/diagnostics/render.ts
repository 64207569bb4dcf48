// Diagnostics as a terminal shows them: header, excerpt, carets, help.

import { Chalk, type ChalkInstance } from "chalk";
import stringWidth from "fast-string-width";
import type { Diagnostic } from "./diagnostic.ts";
import type { SourceFile, Span } from "./location.ts";
import { visible } from "./quote.ts";

/** In characters: what an excerpt shows of a line, and where in it the marked place begins if there is more. */
const SHOWN = 120;
const SHOWN_BEFORE = 50;
/** Of each side of the place; what is shown fits in it even where many characters are invisible. */
const LOOKED_AT = 1_000;

/**
 * Every diagnostic with its line and carets under the place, separated by empty lines; "" when there are none.
 * Without the file's text only the header and the help are shown.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  files: readonly SourceFile[],
  { colour }: { readonly colour: boolean },
): string {
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const lines = new Map(files.map(({ name, text }) => [name, text.split(/\r\n|[\n\r]/)] as const));
  return diagnostics
    .map((diagnostic) => {
      const line = lines.get(diagnostic.span.file)?.[diagnostic.span.line - 1];
      return `${renderDiagnostic(diagnostic, line, paint)}\n`;
    })
    .join("\n");
}

function renderDiagnostic(diagnostic: Diagnostic, line: string | undefined, paint: ChalkInstance): string {
  const { severity, code, message, span, help } = diagnostic;
  const place = paint.bold(`${visible(span.file)}:${span.line}:${span.column}:`);
  const colour = { error: paint.red, warning: paint.yellow, note: paint.cyan }[severity];
  const header = `${place} ${colour(`${severity}:`)} ${visible(message)} ${paint.dim(`[${code}]`)}`;
  const number = String(span.line);
  const margin = " ".repeat(number.length);
  const excerpt = line === undefined ? undefined : cutExcerpt(line, span);
  const shown = [header];
  if (excerpt !== undefined) {
    shown.push(
      paint.dim(`${margin} |`),
      `${paint.dim(`${number} |`)} ${excerpt.text}`.trimEnd(),
      `${paint.dim(`${margin} |`)} ${excerpt.indent}${colour(excerpt.carets)}`,
    );
  }
  if (help !== undefined) shown.push(`${margin} ${paint.dim("=")} help: ${visible(help)}`);
  return shown.join("\n");
}

interface Excerpt {
  readonly text: string;
  readonly indent: string;
  readonly carets: string;
}

/** `undefined` for a line with nothing to show. */
function cutExcerpt(line: string, { column, endColumn }: Span): Excerpt | undefined {
  const end = Math.max(column, endColumn - 1);
  const start = Math.max(0, column - 1 - LOOKED_AT);
  const before = Array.from(visible(line.slice(start, column - 1)));
  const marked = Array.from(visible(line.slice(column - 1, Math.min(end, column - 1 + LOOKED_AT))));
  const after = Array.from(visible(line.slice(end, end + LOOKED_AT)));
  const all = [...before, ...marked, ...after];
  if (all.length === 0) return undefined;
  const from = Math.max(0, Math.min(before.length - SHOWN_BEFORE, all.length - SHOWN));
  const until = Math.min(all.length, from + SHOWN);
  const lead = from > 0 || start > 0 ? "…" : "";
  const shownMarked = all.slice(before.length, Math.min(before.length + marked.length, until)).join("");
  return {
    text: `${lead}${all.slice(from, until).join("")}${until < all.length ? "…" : ""}`,
    indent: " ".repeat(stringWidth(lead + all.slice(from, before.length).join(""))),
    carets: "^".repeat(Math.max(1, stringWidth(shownMarked))),
  };
}

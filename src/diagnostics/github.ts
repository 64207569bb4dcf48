import type { Diagnostic } from "./diagnostic.ts";
import { visible } from "./quote.ts";

/** GitHub shows ten annotations of a step; the last says how many more there are. */
const MOST_ANNOTATIONS = 9;

/** Workflow commands that put diagnostics on the lines of a pull request, in the order given. */
export function githubAnnotations(diagnostics: readonly Diagnostic[]): readonly string[] {
  const shown = diagnostics.slice(0, MOST_ANNOTATIONS).map(annotation);
  const more = diagnostics.length - shown.length;
  return more === 0 ? shown : [...shown, `::error::and ${more} more`];
}

function annotation({ severity, code, message, span, help }: Diagnostic): string {
  const text = `${message} [${code}]${help === undefined ? "" : `\nhelp: ${help}`}`;
  const place = `file=${escapeProperty(visible(span.file))},line=${span.line},col=${span.column}`;
  return `::${severity} ${place}::${escapeData(text.split("\n").map(visible).join("\n"))}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

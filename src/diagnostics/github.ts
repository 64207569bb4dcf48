import type { Diagnostic, Severity } from "./diagnostic.ts";
import { visible } from "./quote.ts";

/** GitHub shows ten annotations of a step; the last says how many more there are. */
const MOST_ANNOTATIONS = 9;

const COMMANDS = { error: "error", warning: "warning", note: "notice" } as const;

/** The worst first. */
const SEVERITIES = Object.keys(COMMANDS) as Severity[];

/**
 * Workflow commands that put diagnostics on the lines of a pull request: errors, warnings, notes, each in the order
 * given.
 */
export function githubAnnotations(diagnostics: readonly Diagnostic[]): readonly string[] {
  const sorted = SEVERITIES.flatMap((severity) => diagnostics.filter((each) => each.severity === severity));
  const shown = sorted.slice(0, MOST_ANNOTATIONS).map(annotation);
  const worst = sorted[MOST_ANNOTATIONS];
  if (worst === undefined) return shown;
  return [...shown, `::${COMMANDS[worst.severity]}::and ${sorted.length - MOST_ANNOTATIONS} more`];
}

function annotation({ severity, code, message, span, help }: Diagnostic): string {
  const text = `${message} [${code}]${help === undefined ? "" : `\nhelp: ${help}`}`;
  const place = `file=${escapeProperty(visible(span.file))},line=${span.line},col=${span.column}`;
  return `::${COMMANDS[severity]} ${place}::${escapeData(text.split("\n").map(visible).join("\n"))}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

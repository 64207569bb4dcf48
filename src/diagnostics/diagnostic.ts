import { compareText } from "../values/text.ts";
import { configMessages } from "./config-messages.ts";
import type { Span } from "./location.ts";
import { messages } from "./messages.ts";
import { testMessages } from "./test-messages.ts";

const ALL_MESSAGES = { ...messages, ...testMessages, ...configMessages };

type Messages = typeof ALL_MESSAGES;

export type DiagnosticCode = keyof Messages;

export type Severity = "error" | "warning";

/** A positioned problem in a rulebook, a test file or tallybook.yaml. */
export interface Diagnostic {
  readonly severity: Severity;
  readonly code: DiagnosticCode;
  /** One line, lower case, names in double quotes. */
  readonly message: string;
  readonly span: Span;
  /** What to do about it. */
  readonly help: string | undefined;
}

/** What the message table may answer: the message alone, or with what to do. */
export type Wording = string | { readonly message: string; readonly help: string | undefined };

const WARNINGS: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "looks-like-trait",
  "unreachable-band",
  "unreachable-case",
  "unreachable-stage",
]);

/** Words a problem by the message table. */
export function diagnose<C extends DiagnosticCode>(
  code: C,
  span: Span,
  ...details: Parameters<Messages[C]>
): Diagnostic {
  const word = ALL_MESSAGES[code] as (...details: Parameters<Messages[C]>) => Wording;
  const wording = word(...details);
  const severity = WARNINGS.has(code) ? "warning" : "error";
  if (typeof wording === "string") return { severity, code, message: wording, span, help: undefined };
  return { severity, code, message: wording.message, span, help: wording.help };
}

/** By file, line, column, code and message; what is said twice is kept once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = diagnostics.toSorted(compareDiagnostics);
  return sorted.filter((diagnostic, i) => i === 0 || compareDiagnostics(sorted[i - 1]!, diagnostic) !== 0);
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.span.file, b.span.file) ||
    a.span.line - b.span.line ||
    a.span.column - b.span.column ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

import { compareText } from "../values/text.ts";
import { adviceMessages } from "./advice-messages.ts";
import { configMessages } from "./config-messages.ts";
import { dataMessages } from "./data-messages.ts";
import type { Span } from "./location.ts";
import { messages } from "./messages.ts";
import { testMessages } from "./test-messages.ts";

const ALL_MESSAGES = {
  ...messages,
  ...adviceMessages,
  ...dataMessages,
  ...testMessages,
  ...configMessages,
};

type Messages = typeof ALL_MESSAGES;

export type DiagnosticCode = keyof Messages;

/** A note tells of what may well be meant. */
export type Severity = "error" | "warning" | "note";

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

/** What the message table may answer: the message alone, or with what to do, and how grave it is if not as its code. */
export type Wording =
  | string
  | { readonly message: string; readonly help: string | undefined; readonly severity?: Severity };

const WARNINGS: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "looks-like-trait",
  "unreachable-band",
  "unreachable-case",
  "unreachable-stage",
  "band-never-applies",
  "threshold-out-of-range",
  "window-longer-than-active",
  "group-without-rules",
  "nobody-added",
  "unseen-event-type",
  "unseen-field",
  "unseen-value",
  "never-awards",
  "out-of-reach",
]);

const NOTES: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "unused-trait",
  "always-cut",
  "never-met",
]);

function severityOf(code: DiagnosticCode): Severity {
  if (NOTES.has(code)) return "note";
  return WARNINGS.has(code) ? "warning" : "error";
}

/** Words a problem by the message table. */
export function diagnose<C extends DiagnosticCode>(
  code: C,
  span: Span,
  ...details: Parameters<Messages[C]>
): Diagnostic {
  const word = ALL_MESSAGES[code] as (...details: Parameters<Messages[C]>) => Wording;
  const wording = word(...details);
  const severity = severityOf(code);
  if (typeof wording === "string") return { severity, code, message: wording, span, help: undefined };
  return {
    severity: wording.severity ?? severity,
    ...{ code, message: wording.message, span, help: wording.help },
  };
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

import type { Diagnostic } from "../../diagnostics/diagnostic.ts";

/** A diagnostic as `--json` prints it. */
export function problemJson({ severity, code, message, span, help }: Diagnostic) {
  return {
    file: span.file,
    line: span.line,
    column: span.column,
    end_column: span.endColumn,
    severity,
    code,
    message,
    help: help ?? null,
  };
}

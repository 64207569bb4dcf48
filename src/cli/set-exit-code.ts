import type { ExitCode } from "./exit-codes.ts";

/** The process ends by itself once its output is written; ending it here could cut that off. */
export function setExitCode(code: ExitCode): void {
  process.exitCode = code;
}

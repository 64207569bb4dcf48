// One line for people, an exit code for the shell.

import { CommanderError } from "commander";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";
import { showText } from "./terminal.ts";
import { readVersion } from "./version.ts";

/** Prints what went wrong to standard error, unless commander has done so, and says how to exit. */
export function reportError(error: unknown, { debug }: { readonly debug: boolean }): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  const code = exitCodeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`tallybook: ${showText(code === undefined ? describeBug(message) : message)}\n`);
  if (debug && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return code ?? EXIT.couldNotFinish;
}

/** `undefined`: nothing that was foreseen. Errors are told by name, so that help need not load what throws them. */
function exitCodeOf(error: unknown): ExitCode | undefined {
  if (error instanceof UsageError) return EXIT.wrongUse;
  if (!(error instanceof Error)) return undefined;
  const { code, kind } = error as { code?: unknown; kind?: unknown };
  switch (error.name) {
    case "InputError":
    case "NoRunError":
    case "ReportError":
    case "TestFileError":
      return EXIT.wrongUse;
    case "ChangedInputError":
    case "ResultFileError":
      return EXIT.couldNotFinish;
    case "ContactRangeError":
      return EXIT.found;
    case "InterruptedError":
      return EXIT.interrupted;
    case "StoreError":
      return exitCodeOfStore(code);
    case "OutputError":
      return kind === "usage" ? EXIT.wrongUse : EXIT.couldNotFinish;
    default:
      return isSystemCode(code) ? EXIT.couldNotFinish : undefined;
  }
}

function exitCodeOfStore(code: unknown): ExitCode {
  if (code === "locked") return EXIT.databaseInUse;
  return code === "unwritable" || code === "full" ? EXIT.couldNotFinish : EXIT.wrongUse;
}

/** "ENOSPC", "EACCES" …: the system refused; no bug. */
function isSystemCode(code: unknown): boolean {
  return typeof code === "string" && /^E[A-Z]+$/.test(code);
}

function describeBug(message: string): string {
  return `this is a bug in tallybook ${readVersion()}: ${message}; please report it, with what --debug prints`;
}

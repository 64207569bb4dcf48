import { NO_PROGRESS, type RunProgress } from "./run-progress.ts";
import type { Terminal } from "./terminal.ts";

/** On a terminal only; what shows it is loaded there only. */
export async function watchProgress(terminal: Terminal, isQuiet: boolean): Promise<RunProgress> {
  if (isQuiet || !terminal.isErrTerminal) return NO_PROGRESS;
  const { createProgress } = await import("./progress.ts");
  return createProgress();
}

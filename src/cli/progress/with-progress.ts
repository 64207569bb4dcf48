import type { RunRequest } from "../../run/run-rulebook.ts";
import type { Terminal } from "../terminal.ts";
import { NO_PROGRESS, type RunProgress } from "./run-progress.ts";

type Watchers = Pick<RunRequest, "onImport" | "onScored">;

/** Shows how far something is, on a terminal only. */
export async function withProgress<Result>(
  terminal: Terminal,
  isQuiet: boolean,
  use: (watchers: Watchers) => Promise<Result>,
): Promise<Result> {
  const progress = await watchProgress(terminal, isQuiet);
  try {
    return await use({
      onImport: ({ bytesDone, bytesTotal, rows }) => progress.reading(bytesDone, bytesTotal, rows),
      onScored: progress.scoring,
    });
  } finally {
    progress.stop();
  }
}

async function watchProgress(terminal: Terminal, isQuiet: boolean): Promise<RunProgress> {
  if (isQuiet || !terminal.isErrTerminal) return NO_PROGRESS;
  const { createProgress } = await import("./progress.ts");
  return createProgress();
}

// Where the program starts and where every error ends.

import { createProgram } from "./program.ts";
import { reportError } from "./report-error.ts";

/** `args` without the runtime and the script. Sets the process's exit code; never throws. */
export async function main(args: readonly string[]): Promise<void> {
  endQuietlyOnClosedPipe();
  try {
    await createProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = reportError(error, { debug: args.includes("--debug") });
  }
}

/** `tallybook top ski | head -1` closes its end early; that is no error. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

// Where the program starts and where every error ends.

import { setFlagsFromString } from "node:v8";
import { EXIT } from "./exit-codes.ts";
import { createProgram } from "./program.ts";
import { reportError } from "./report-error.ts";

/** `args` without the runtime and the script. Sets the process's exit code; never throws. */
export async function main(args: readonly string[]): Promise<void> {
  const fail = (error: unknown) => {
    process.exitCode = reportError(error, { debug: args.includes("--debug") });
  };
  // Node ends as if all were well when a command still waits, but nothing is left that could happen.
  const endEarly = () => fail(new Error("it came to an end before it was done"));
  watchStreams();
  keepMemoryFlat();
  process.once("beforeExit", endEarly);
  try {
    await createProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    fail(error);
  } finally {
    process.off("beforeExit", endEarly);
  }
}

/** The heap is collected when it has doubled; V8 by itself waits until it is some four times as large. */
function keepMemoryFlat(): void {
  setFlagsFromString("--heap-growing-percent=100");
}

/** `tallybook top ski | head -1` closes its end early; that is no error. A full disk is. */
function watchStreams(): void {
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") process.exit();
    process.stderr.write(`tallybook: standard output cannot be written (${code})\n`);
    process.exit(EXIT.couldNotFinish);
  });
  process.stderr.on("error", () => {});
}

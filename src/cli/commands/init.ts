import type { Command } from "commander";
import type { InitOptions } from "../actions/init.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addInitCommand(program: Command): void {
  program
    .command("init")
    .description("make a working folder: a rulebook with tests, sample exports, settings, a nightly job")
    .argument("[dir]", "the folder", ".")
    .option("--quiet", "print nothing on success")
    .option("--json", "print the files and the next steps as JSON")
    .addHelpText(
      "after",
      `
Example:
  tallybook init my-shop`,
    )
    .action(async (dir: string, _: InitOptions, command: Command) => {
      const { initAction } = await import("../actions/init.ts");
      setExitCode(initAction(dir, command.optsWithGlobals<InitOptions>()));
    });
}

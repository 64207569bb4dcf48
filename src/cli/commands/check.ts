import type { Command } from "commander";
import type { CheckOptions } from "../actions/check.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .description("show every problem of a rulebook at once, with its line and what to do")
    .argument("<rulebooks...>", "YAML files")
    .option("--quiet", "print nothing when all is well")
    .option("--json", "print the problems as JSON")
    .addHelpText(
      "after",
      `
Example:
  tallybook check rules/shoe-shop.yaml`,
    )
    .action(async (rulebooks: readonly string[], _: CheckOptions, command: Command) => {
      const { checkAction } = await import("../actions/check.ts");
      setExitCode(await checkAction(rulebooks, command.optsWithGlobals<CheckOptions>()));
    });
}

import type { Command } from "commander";
import type { TopOptions } from "../actions/top.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addTopCommand(program: Command): void {
  program
    .command("top")
    .description("the contacts with the highest scores in a group")
    .argument("<group>", "a group of the rulebook")
    .requiredOption("--db <file>", "the database")
    .option("--band <band>", "only contacts in this band")
    .option("--segment <segment>", "only members of this segment")
    .option("-n, --number <n>", "how many contacts", "10")
    .option("--json", "print them as JSON")
    .addHelpText(
      "after",
      `
Example:
  tallybook top engagement --db shop.db -n 5`,
    )
    .action(async (group: string, _: TopOptions, command: Command) => {
      const { topAction } = await import("../actions/top.ts");
      setExitCode(await topAction(group, command.optsWithGlobals<TopOptions>()));
    });
}

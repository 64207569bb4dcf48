import type { Command } from "commander";
import type { HistoryOptions } from "../actions/history.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addHistoryCommand(program: Command): void {
  program
    .command("history")
    .description("a contact's scores, moves and firings over the runs")
    .argument("<contact>", "a contact key, or an e-mail address")
    .requiredOption("--db <file>", "the database")
    .option("-n, --number <n>", "how many runs, the newest first", "20")
    .option("--json", "print the same facts as JSON")
    .addHelpText(
      "after",
      `
Example:
  tallybook history anna@example.de --db shop.db`,
    )
    .action(async (contact: string, _: HistoryOptions, command: Command) => {
      const { historyAction } = await import("../actions/history.ts");
      setExitCode(await historyAction(contact, command.optsWithGlobals<HistoryOptions>()));
    });
}

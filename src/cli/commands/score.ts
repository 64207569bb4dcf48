import type { Command } from "commander";
import type { ScoreOptions } from "../actions/score.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addScoreCommand(program: Command): void {
  program
    .command("score")
    .description("score what has been taken in, and keep the result, without writing lists")
    .argument("<rulebook>", "the YAML file with the rules")
    .requiredOption("--db <file>", "the database")
    .option("--as-of <time>", "the day or instant to score for (default: now)")
    .option("--include-anonymous", "list visitors that no contact is known for, and fire triggers for them")
    .option("--for-spreadsheet", "keep spreadsheets from taking texts of the lists for formulas")
    .option("--full", "evaluate every contact, also those for whom nothing can have changed")
    .option("--wait", "wait while another run has the database, instead of exiting with 75")
    .option("--quiet", "print nothing on success")
    .option("--json", "print the figures as JSON")
    .addHelpText(
      "after",
      `
Example:
  tallybook score rulebook.yaml --db shop.db`,
    )
    .action(async (rulebook: string, _: ScoreOptions, command: Command) => {
      const { scoreAction } = await import("../actions/score.ts");
      setExitCode(await scoreAction(rulebook, command.optsWithGlobals<ScoreOptions>()));
    });
}

import type { Command } from "commander";
import type { RunsOptions } from "../actions/runs.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addRunsCommand(program: Command): void {
  program
    .command("runs")
    .description("the runs of a database: as of when, whom they scored, who moved, what fired")
    .requiredOption("--db <file>", "the database")
    .option("-n, --number <n>", "how many runs, the newest first", "20")
    .option("--json", "print them as JSON")
    .addHelpText(
      "after",
      `
Example:
  tallybook runs --db shop.db -n 7`,
    )
    .action(async (_: RunsOptions, command: Command) => {
      const { runsAction } = await import("../actions/runs.ts");
      setExitCode(runsAction(command.optsWithGlobals<RunsOptions>()));
    });
}

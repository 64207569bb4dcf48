import type { Command } from "commander";
import type { ReportOptions } from "../actions/report.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addReportCommand(program: Command): void {
  program
    .command("report")
    .description("one HTML page of the last run, or of an earlier one: what changed, who lies where, and why")
    .requiredOption("--db <file>", "the database")
    .option("--run <n>", "this run's page (tallybook runs has the numbers)")
    .option("--compare <n>", "compare with this run, instead of the one before")
    .option("--include-contacts", "name contacts, with their e-mail addresses")
    .option("--to <file>", "where the page goes", "report.html")
    .option("--open", "show it in the browser")
    .option("--quiet", "print nothing on success")
    .addHelpText(
      "after",
      `
Examples:
  tallybook report --db shop.db
  tallybook report --db shop.db --run 1 --to first-run.html`,
    )
    .action(async (_: ReportOptions, command: Command) => {
      const { reportAction } = await import("../actions/report.ts");
      setExitCode(await reportAction(command.optsWithGlobals<ReportOptions>()));
    });
}

import type { Command } from "commander";
import type { ExportOptions } from "../actions/export.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addExportCommand(program: Command): void {
  program
    .command("export")
    .description("write the lists of the last run, or what is kept of an earlier one")
    .requiredOption("--db <file>", "the database")
    .requiredOption("--out <folder>", "where the lists go; made where there is none")
    .option("--run <n>", "this run's actions, changes, rejects and report (tallybook runs has the numbers)")
    .option("--include-contacts", "let report.html name contacts, with their e-mail addresses")
    .option("--wait", "wait while a run has the database, instead of exiting with 75")
    .option("--quiet", "print nothing on success")
    .option("--json", "print what was written as JSON")
    .addHelpText(
      "after",
      `
Examples:
  tallybook export --db shop.db --out out
  tallybook export --db shop.db --run 1 --out first-run`,
    )
    .action(async (_: ExportOptions, command: Command) => {
      const { exportAction } = await import("../actions/export.ts");
      setExitCode(await exportAction(command.optsWithGlobals<ExportOptions>()));
    });
}

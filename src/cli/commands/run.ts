import type { Command } from "commander";
import type { RunOptions } from "../actions/run.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addRunCommand(program: Command): void {
  program
    .command("run")
    .description("the nightly job: take in exports, score every contact, write the lists")
    .argument("<rulebook>", "the YAML file with the rules")
    .option("--contacts <files...>", "contact exports: CSV, also in .gz or .zip; files, patterns or -")
    .option("--events <files...>", "event exports, likewise; - is standard input")
    .option("--identities <files...>", "files that link identities, such as visitor_id,contact_id, likewise")
    .option("--include-anonymous", "list visitors that no contact is known for, and fire triggers for them")
    .option("--for-spreadsheet", "keep spreadsheets from taking texts of the lists for formulas")
    .option("--include-contacts", "let report.html name contacts, with their e-mail addresses")
    .requiredOption("--db <file>", "the database; made where there is none")
    .requiredOption("--out <folder>", "where the lists go; made where there is none")
    .option("--as-of <time>", "the day or instant to score for (default: now)")
    .option("--max-rejects <n>", "rows or percentage that may be rejected before the run is given up", "1%")
    .option("--full", "evaluate every contact, also those for whom nothing can have changed")
    .option("--dry-run", "do everything, keep and write nothing")
    .option("--wait", "wait while another run has the database, instead of exiting with 75")
    .option("--quiet", "print nothing on success")
    .option("--json", "print the figures as JSON")
    .addHelpText(
      "after",
      `
Example:
  tallybook run rulebook.yaml --contacts contacts.csv --events 'events-*.csv' --db shop.db --out out`,
    )
    .action(async (rulebook: string, _: RunOptions, command: Command) => {
      const { runAction } = await import("../actions/run.ts");
      setExitCode(await runAction(rulebook, command.optsWithGlobals<RunOptions>()));
    });
}

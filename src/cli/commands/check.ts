import type { Command } from "commander";
import type { CheckOptions } from "../options/check-options.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addCheckCommand(program: Command): void {
  program
    .command("check")
    .description("show every problem of a rulebook at once, with its line and what to do")
    .argument("<rulebooks...>", "YAML files")
    .option("--db <file>", "also say what this database's data tells of the rules; it is only read")
    .option("--contacts <files...>", "or what contact exports tell: CSV, also in .gz or .zip; patterns or -")
    .option("--events <files...>", "event exports, likewise")
    .option("--identities <files...>", "files that link identities, likewise")
    .option("--as-of <time>", "the day or instant to score for (default: the last run's; of exports now)")
    .option("--sarif <file>", "also write the problems as SARIF, for code scanning")
    .option("--quiet", "print nothing when all is well")
    .option("--json", "print the problems as JSON")
    .addHelpText(
      "after",
      `
Only errors make it exit with 1; warnings and notes do not.

Examples:
  tallybook check rules/shoe-shop.yaml
  tallybook check rules/*.yaml --sarif problems.sarif
  tallybook check rules/shoe-shop.yaml --db shop.db
  tallybook check rules/shoe-shop.yaml --contacts samples/shoe-shop/contacts.csv \\
    --events samples/shoe-shop/events.csv --as-of 2026-11-02`,
    )
    .action(async (rulebooks: readonly string[], _: CheckOptions, command: Command) => {
      const { checkAction } = await import("../actions/check.ts");
      setExitCode(await checkAction(rulebooks, command.optsWithGlobals<CheckOptions>()));
    });
}

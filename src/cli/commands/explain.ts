import type { Command } from "commander";
import type { ExplainOptions } from "../actions/explain.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addExplainCommand(program: Command): void {
  program
    .command("explain")
    .description("why a contact's score is what it is, rule by rule")
    .argument("<contact>", "a contact key, an e-mail address or another identity")
    .requiredOption("--db <file>", "the database")
    .option("--group <group>", "this group only")
    .option("--as-of <time>", "a past day or instant (default: that of the last run)")
    .option("--events", "list the events behind every award, and those that came to nothing")
    .option("--json", "print the same facts as JSON")
    .addHelpText(
      "after",
      `
Examples:
  tallybook explain anna@example.de --db shop.db
  tallybook explain anna@example.de --db shop.db --as-of 2026-08-01 --events`,
    )
    .action(async (contact: string, _: ExplainOptions, command: Command) => {
      const { explainAction } = await import("../actions/explain.ts");
      setExitCode(await explainAction(contact, command.optsWithGlobals<ExplainOptions>()));
    });
}

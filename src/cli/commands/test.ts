import type { Command } from "commander";
import type { TestOptions } from "../options/test-options.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addTestCommand(program: Command): void {
  program
    .command("test")
    .description("run the tests of rulebooks, and show what came out otherwise than expected")
    .argument("[files...]", "test files, folders or patterns (default: **/*.test.yaml)")
    .option("--only <text>", "only tests with this in their name")
    .option("--coverage", "list the rules, bands and triggers that no test reached")
    .option("--junit <file>", "also write the results as JUnit XML")
    .option("--record <contact>", "print a test made from a contact of the database --db")
    .option("--db <file>", "the database to record from")
    .option("--quiet", "print nothing when all tests pass")
    .option("--json", "print the results as JSON")
    .addHelpText(
      "after",
      `
Examples:
  tallybook test rules --coverage
  tallybook test --record anna@example.de --db shop.db > anna.test.yaml`,
    )
    .action(async (files: readonly string[], _: TestOptions, command: Command) => {
      const { testAction } = await import("../actions/test.ts");
      const { db, ...options } = command.optsWithGlobals<TestOptions>();
      // Of the settings in tallybook.yaml, only a recording needs the database.
      const isMeant = options.record !== undefined || command.getOptionValueSource("db") === "cli";
      setExitCode(await testAction(files, isMeant && db !== undefined ? { ...options, db } : options));
    });
}

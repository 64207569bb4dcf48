import type { Command } from "commander";
import type { ForgetOptions } from "../actions/forget.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addForgetCommand(program: Command): void {
  program
    .command("forget")
    .description("erase a contact, and keep later exports from bringing it back")
    .argument("<contact>", "the contact's key, or another identity such as its e-mail")
    .requiredOption("--db <file>", "the database")
    .option("--wait", "wait while a run has the database, instead of exiting with 75")
    .option("--quiet", "print nothing on success")
    .option("--json", "print what was erased as JSON")
    .addHelpText(
      "after",
      `
Example:
  tallybook forget anna@example.de --db shop.db`,
    )
    .action(async (contact: string, _: ForgetOptions, command: Command) => {
      const { forgetAction } = await import("../actions/forget.ts");
      setExitCode(await forgetAction(contact, command.optsWithGlobals<ForgetOptions>()));
    });
}

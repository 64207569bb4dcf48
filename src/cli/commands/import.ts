import { type Command, Option } from "commander";
import type { ImportOptions } from "../actions/import.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addImportCommand(program: Command): void {
  program
    .command("import")
    .description("show what becomes of an export's columns and first rows, before anything is taken in")
    .argument("[rulebook]", "the YAML file with the sources (default: the usual columns, in UTC)")
    .option("--preview <file>", "the export: CSV, also in .gz or .zip; - is standard input")
    .addOption(
      new Option("--kind <kind>", "what it holds (default: told from the sources and the header)").choices([
        "contacts",
        "events",
        "identities",
      ]),
    )
    .option("--source <name>", "the source that is to read it; also a preset such as hubspot.contacts")
    .option("--rows <n>", "how many rows to show", "5")
    .option("--json", "print the same facts as JSON")
    .addHelpText(
      "after",
      `
Nothing is kept or written; "tallybook run" takes exports in.

Examples:
  tallybook import rulebook.yaml --preview emails-sent-march.csv
  tallybook import --preview hubspot.csv --source hubspot.contacts`,
    )
    .action(async (rulebook: string | undefined, _: ImportOptions, command: Command) => {
      const { importAction } = await import("../actions/import.ts");
      setExitCode(await importAction(rulebook, command.optsWithGlobals<ImportOptions>()));
    });
}

import { type Command, Option } from "commander";
import type { ImportOptions } from "../actions/import.ts";
import type { PreviewOptions } from "../actions/preview.ts";
import { UsageError } from "../exit-codes.ts";
import { setExitCode } from "../set-exit-code.ts";

type Options = ImportOptions & Partial<PreviewOptions> & { readonly rows: string };

export function addImportCommand(program: Command): void {
  program
    .command("import")
    .description("take in exports without scoring, or show what would become of one")
    .argument(
      "[rulebook]",
      "the YAML file with the sources (for --preview by default: the usual columns, in UTC)",
    )
    .option("--contacts <files...>", "contact exports: CSV, also in .gz or .zip; files, patterns or -")
    .option("--events <files...>", "event exports, likewise; - is standard input")
    .option("--identities <files...>", "files that link identities, such as visitor_id,contact_id, likewise")
    .option("--db <file>", "the database; made where there is none")
    .option("--max-rejects <n>", "rows or percentage that may be rejected before all is given up", "1%")
    .option("--wait", "wait while a run has the database, instead of exiting with 75")
    .option("--preview <file>", "show what becomes of this export's columns and first rows; nothing is kept")
    .addOption(
      new Option(
        "--kind <kind>",
        "what the previewed file holds (default: told from the sources and the header)",
      ).choices(["contacts", "events", "identities"]),
    )
    .option("--source <name>", "the source that is to read it; also a preset such as hubspot.contacts")
    .option("--rows <n>", "how many rows of it to show", "5")
    .option("--quiet", "print nothing on success")
    .option("--json", "print the same facts as JSON")
    .addHelpText(
      "after",
      `
What is taken in waits for "tallybook score" or "tallybook run".

Examples:
  tallybook import rulebook.yaml --contacts contacts.csv --events 'events-*.csv' --db shop.db
  tallybook import rulebook.yaml --preview emails-sent-march.csv
  tallybook import --preview hubspot.csv --source hubspot.contacts`,
    )
    .action(async (rulebook: string | undefined, _: Options, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const { preview } = options;
      if (preview !== undefined) {
        refuseBoth(command);
        const { previewAction } = await import("../actions/preview.ts");
        setExitCode(await previewAction(rulebook, { ...options, preview }));
        return;
      }
      const { importAction } = await import("../actions/import.ts");
      setExitCode(await importAction(rulebook, options));
    });
}

/** Settings of tallybook.yaml are passed over. */
function refuseBoth(command: Command): void {
  const given = ["contacts", "events", "identities"].find(
    (name) => command.getOptionValueSource(name) === "cli",
  );
  if (given === undefined) return;
  throw new UsageError(`--preview only shows a file, and --${given} takes files in; leave one of them away`);
}

import type { Command } from "commander";
import type { DiffOptions } from "../options/diff-options.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addDiffCommand(program: Command): void {
  program
    .command("diff")
    .description("who moves if one rulebook becomes another, and which actions would fire; changes nothing")
    .argument("<before>", "the YAML file as it is")
    .argument("<after>", "the YAML file as it would be")
    .option("--db <file>", "try both on this database, from the state of its last run")
    .option("--contacts <files...>", "or on exports, as run takes them")
    .option("--events <files...>", "event exports, likewise; - is standard input")
    .option("--identities <files...>", "files that link identities, likewise")
    .option("--include-anonymous", "also visitors that no contact is known for, as run takes it")
    .option(
      "--as-of <time>",
      "the day or instant to score for (default: that of the last run; of exports, now)",
    )
    .option("--max-rejects <n>", "rows or percentage of the exports that may be rejected", "1%")
    .option("--movers <n>", "how many of the biggest movers to show", "10")
    .option("--exit-code", "exit with 1 when anything differs")
    .option(
      "--max-moved <n>",
      "exit with 1 when more contacts than this move: a count, or a percentage such as 5%",
    )
    .option("--markdown", "print Markdown, for a pull request")
    .option("--json", "print the same facts as JSON")
    .option("--quiet", "print nothing unless the exit code is 1")
    .addHelpText(
      "after",
      `
Examples:
  tallybook diff rulebook.yaml new.yaml --db shop.db
  tallybook diff rulebook.yaml new.yaml --contacts contacts.csv --events 'events-*.csv' --max-moved 5% --markdown`,
    )
    .action(async (before: string, after: string, _: DiffOptions, command: Command) => {
      const { diffAction } = await import("../actions/diff.ts");
      setExitCode(await diffAction(before, after, withoutOwnDatabase(command)));
    });
}

/** The database of tallybook.yaml gives way to exports of the command line. */
function withoutOwnDatabase(command: Command): DiffOptions {
  const options = command.optsWithGlobals<DiffOptions>();
  const { contacts, events, identities } = options;
  const hasExports = (contacts ?? events ?? identities) !== undefined;
  return hasExports && command.getOptionValueSource("db") === "config"
    ? { ...options, db: undefined }
    : options;
}

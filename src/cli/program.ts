// The commands and what they share. Commands are declared here and do their work in actions/, imported when called:
// help and --version stay quick.

import { Command } from "commander";
import { addCheckCommand } from "./commands/check.ts";
import { addCompletionCommand } from "./commands/completion.ts";
import { addDiffCommand } from "./commands/diff.ts";
import { addExplainCommand } from "./commands/explain.ts";
import { addExportCommand } from "./commands/export.ts";
import { addForgetCommand } from "./commands/forget.ts";
import { addHistoryCommand } from "./commands/history.ts";
import { addImportCommand } from "./commands/import.ts";
import { addInitCommand } from "./commands/init.ts";
import { addReportCommand } from "./commands/report.ts";
import { addRunCommand } from "./commands/run.ts";
import { addRunsCommand } from "./commands/runs.ts";
import { addSchemaCommand } from "./commands/schema.ts";
import { addScoreCommand } from "./commands/score.ts";
import { addTestCommand } from "./commands/test.ts";
import { addTopCommand } from "./commands/top.ts";
import { takeSettings } from "./config/take-settings.ts";
import { showText } from "./terminal.ts";
import { readVersion } from "./version.ts";

export function createProgram(): Command {
  const program = new Command("tallybook")
    .description(
      "Scores marketing contacts in batch: a YAML rulebook and CSV exports in; scores, lists and actions out.",
    )
    .version(readVersion())
    .option("--no-color", "no colour, not even on a terminal")
    .option("--no-config", "leave aside the settings of tallybook.yaml")
    .option("--debug", "show the stack of an error")
    .helpOption("-h, --help", "show what a command does, with an example")
    .showHelpAfterError("(add --help for an example)")
    .configureOutput({
      writeErr: (text) => process.stderr.write(text.split("\n").map(showText).join("\n")),
      outputError: (text, write) => write(withSettings(text)),
    })
    .exitOverride()
    .hook("preSubcommand", takeSettings);
  for (const addCommand of [
    addInitCommand,
    addRunCommand,
    addCheckCommand,
    addTestCommand,
    addImportCommand,
    addScoreCommand,
    addExportCommand,
    addReportCommand,
    addDiffCommand,
    addExplainCommand,
    addTopCommand,
    addHistoryCommand,
    addRunsCommand,
    addForgetCommand,
    addSchemaCommand,
    addCompletionCommand,
  ]) {
    addCommand(program);
  }
  return program;
}

/** What a command lacks may as well stand in tallybook.yaml. */
function withSettings(error: string): string {
  const [, option, argument] =
    /required option '--(db|out) .*' not specified|required argument '(rulebook)s?'/.exec(error) ?? [];
  const setting = option ?? argument;
  if (setting === undefined) return error;
  return `${error.trimEnd()}; give it, or write "${setting}" into tallybook.yaml\n`;
}

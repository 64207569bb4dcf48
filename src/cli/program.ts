// The commands and what they share. Commands are declared here and do their work in actions/, imported when called:
// help and --version stay quick.

import { Command } from "commander";
import { addCheckCommand } from "./commands/check.ts";
import { addDiffCommand } from "./commands/diff.ts";
import { addExplainCommand } from "./commands/explain.ts";
import { addForgetCommand } from "./commands/forget.ts";
import { addImportCommand } from "./commands/import.ts";
import { addRunCommand } from "./commands/run.ts";
import { addTestCommand } from "./commands/test.ts";
import { addTopCommand } from "./commands/top.ts";
import { showText } from "./terminal.ts";
import { readVersion } from "./version.ts";

export function createProgram(): Command {
  const program = new Command("tallybook")
    .description(
      "Scores marketing contacts in batch: a YAML rulebook and CSV exports in; scores, lists and actions out.",
    )
    .version(readVersion())
    .option("--no-color", "no colour, not even on a terminal")
    .option("--debug", "show the stack of an error")
    .helpOption("-h, --help", "show what a command does, with an example")
    .showHelpAfterError("(add --help for an example)")
    .configureOutput({ writeErr: (text) => process.stderr.write(text.split("\n").map(showText).join("\n")) })
    .exitOverride();
  for (const addCommand of [
    addRunCommand,
    addCheckCommand,
    addTestCommand,
    addImportCommand,
    addExplainCommand,
    addTopCommand,
    addDiffCommand,
    addForgetCommand,
  ]) {
    addCommand(program);
  }
  return program;
}

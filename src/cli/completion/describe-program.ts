// What can be completed, as commander's own help lists it.

import type { Argument, Command, Help, Option } from "commander";

export interface CompletedProgram {
  readonly name: string;
  /** Good before a command. */
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Words that its arguments may be; none where they are files or names of the data. */
  readonly words: readonly string[];
}

export interface CompletedOption {
  /** "-n" and "--number". */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** Words that the value may be; none where it can be anything. */
  readonly words: readonly string[];
}

export function describeProgram(program: Command): CompletedProgram {
  const help = program.createHelp();
  const own = optionsOf(program, help);
  const commands = help.visibleCommands(program);
  const names = commands.map((command) => command.name());
  return {
    name: program.name(),
    options: own,
    commands: commands.map((command) => ({
      name: command.name(),
      description: help.subcommandDescription(command),
      // Those of the program may come behind the command as well.
      options: [...optionsOf(command, help), ...own.filter(({ flags }) => !/^-[hV]$/.test(flags[0] ?? ""))],
      words: command.name() === "help" ? names : command.registeredArguments.flatMap(wordsOf),
    })),
  };
}

function optionsOf(command: Command, help: Help): readonly CompletedOption[] {
  return help.visibleOptions(command).map((option) => ({
    flags: [option.short, option.long].filter((flag) => flag !== undefined && flag !== null),
    description: option.description,
    takesValue: option.required || option.optional,
    words: wordsOf(option),
  }));
}

function wordsOf({ argChoices = [] }: Argument | Option): readonly string[] {
  return argChoices;
}

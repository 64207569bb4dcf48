import type { Command } from "commander";
import { completeBash } from "../completion/bash.ts";
import { type CompletedProgram, describeProgram } from "../completion/describe-program.ts";
import { completeFish } from "../completion/fish.ts";
import type { Shell } from "../completion/shells.ts";
import { completeZsh } from "../completion/zsh.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { createTerminal } from "../terminal.ts";

const SCRIPTS: Readonly<Record<Shell, (program: CompletedProgram) => string>> = {
  bash: completeBash,
  zsh: completeZsh,
  fish: completeFish,
};

export function completionAction(shell: Shell, program: Command): ExitCode {
  createTerminal({ color: false }).out(SCRIPTS[shell](describeProgram(program)));
  return EXIT.done;
}

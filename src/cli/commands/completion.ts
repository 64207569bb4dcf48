import { Argument, type Command } from "commander";
import { SHELLS, type Shell } from "../completion/shells.ts";
import { setExitCode } from "../set-exit-code.ts";

export function addCompletionCommand(program: Command): void {
  program
    .command("completion")
    .description("print a script by which a shell completes commands and options")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .addHelpText(
      "after",
      `
Example:
  source <(tallybook completion bash)`,
    )
    .action(async (shell: Shell) => {
      const { completionAction } = await import("../actions/completion.ts");
      setExitCode(completionAction(shell, program));
    });
}

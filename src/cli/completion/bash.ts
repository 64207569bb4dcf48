import type { CompletedOption, CompletedProgram } from "./describe-program.ts";

/** Where no word fits, bash completes files. */
export function completeBash({ name, options, commands }: CompletedProgram): string {
  const values = commands.flatMap((command) =>
    command.options
      .filter(({ takesValue }) => takesValue)
      .map((option) => {
        const places = option.flags.map((flag) => `"${command.name} ${flag}"`).join("|");
        return `    ${places}) words="${option.words.join(" ")}" ;;`;
      }),
  );
  const names = commands.map((command) => command.name).join(" ");
  const rest = commands.map(
    (command) =>
      `        ${command.name}) words="${command.words.join(" ")}"; options="${flagsOf(command.options)}" ;;`,
  );
  return `# ${name} completion for bash. For this shell: source <(${name} completion bash)
# For all: ${name} completion bash > ~/.local/share/bash-completion/completions/${name}
_${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="" words="" options="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) command="$word"; break ;; esac
  done
  case "$command $previous" in
${values.join("\n")}
    *)
      case "$command" in
        "") words="${names}"; options="${flagsOf(options)}" ;;
${rest.join("\n")}
      esac
      case "$current" in -*) words="$options" ;; esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${name} ${name}
`;
}

function flagsOf(options: readonly CompletedOption[]): string {
  return options.flatMap(({ flags }) => flags).join(" ");
}

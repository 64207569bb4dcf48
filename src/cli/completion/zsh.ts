import type { CompletedCommand, CompletedOption, CompletedProgram } from "./describe-program.ts";

export function completeZsh({ name, options, commands }: CompletedProgram): string {
  const described = commands.map(({ name, description }) => quote(`${name}:${description}`));
  return `#compdef ${name}
# ${name} completion for zsh. For this shell, behind compinit: source <(${name} completion zsh)
# For all: ${name} completion zsh > "\${fpath[1]}/_${name}"
_${name}() {
  local state line
  local -a commands
  commands=(
    ${described.join("\n    ")}
  )
  _arguments -C ${options.flatMap(specsOf).join(" ")} '1:command:->command' '*::argument:->argument'
  case "$state" in
    command) _describe command commands ;;
    argument)
      case "$words[1]" in
${commands.map(formatCommand).join("\n")}
      esac ;;
  esac
}
if [ "$funcstack[1]" = "_${name}" ]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;
}

function formatCommand({ name, options, words }: CompletedCommand): string {
  const argument = quote(words.length === 0 ? "*:file:_files" : `*:argument:(${words.join(" ")})`);
  return `        ${name}) _arguments ${[...options.flatMap(specsOf), argument].join(" ")} ;;`;
}

/** "--db[the database]:value:_files", for each of the flags. */
function specsOf({ flags, description, takesValue, words }: CompletedOption): readonly string[] {
  const values = words.length === 0 ? "_files" : `(${words.join(" ")})`;
  const value = takesValue ? `:value:${values}` : "";
  return flags.map((flag) => quote(`${flag}[${description.replace(/[[\]:\\]/g, "\\$&")}]${value}`));
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

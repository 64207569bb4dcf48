import type { CompletedCommand, CompletedOption, CompletedProgram } from "./describe-program.ts";

export function completeFish({ name, options, commands }: CompletedProgram): string {
  const lines = [
    ...options.map((option) => `-n __fish_use_subcommand ${formatOption(option)}`),
    ...commands.flatMap(formatCommand),
  ];
  return `# ${name} completion for fish. For this shell: ${name} completion fish | source
# For all: ${name} completion fish > ~/.config/fish/completions/${name}.fish
${lines.map((line) => `complete -c ${name} ${line}`).join("\n")}
`;
}

function formatCommand({ name, description, options, words }: CompletedCommand): readonly string[] {
  const there = `-n '__fish_seen_subcommand_from ${name}'`;
  return [
    `-n __fish_use_subcommand -f -a ${name} -d ${quote(description)}`,
    ...(words.length === 0 ? [] : [`${there} -f -a '${words.join(" ")}'`]),
    ...options.map((option) => `${there} ${formatOption(option)}`),
  ];
}

function formatOption({ flags, description, takesValue, words }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = words.length > 0 ? [`-x -a '${words.join(" ")}'`] : takesValue ? ["-r -F"] : [];
  return [...names, ...value, `-d ${quote(description)}`].join(" ");
}

/** In fish a backslash stands for itself but before a quote or another. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

// Which command takes which settings of tallybook.yaml for options and arguments that it was not given.

import { existsSync } from "node:fs";
import type { Command } from "commander";
import { CONFIG_FILE } from "./config-file.ts";
import type { Config, Setting } from "./schema.ts";

const INPUTS = ["rulebook", "contacts", "events", "identities"] as const;

/** By the command's name. An option has the setting's name; the argument for a rulebook may be one for several. */
const TAKEN: Readonly<Record<string, readonly Setting[]>> = {
  run: [...INPUTS, "db", "out"],
  import: [...INPUTS, "db"],
  score: ["rulebook", "db"],
  export: ["db", "out"],
  report: ["db"],
  check: ["rulebook"],
  test: ["db"],
  diff: ["db"],
  explain: ["db"],
  top: ["db"],
  history: ["db"],
  runs: ["db"],
  forget: ["db"],
};

/** Before a command reads its arguments. Rejects with a UsageError when tallybook.yaml cannot be used. */
export async function takeSettings(program: Command, command: Command): Promise<void> {
  const taken = TAKEN[command.name()];
  const { config: isWanted, color } = program.opts<{ config: boolean; color: boolean }>();
  if (taken === undefined || !isWanted || !existsSync(CONFIG_FILE)) return;
  // Help is shown whatever the settings are.
  if (program.args.some((arg) => arg === "--help" || arg === "-h")) return;
  const { loadConfig } = await import("./load-config.ts");
  const config = await loadConfig({ color });
  for (const setting of taken) giveDefault(command, setting, config);
}

/** As a default that commander knows of, the value gives way to what the command line says, lists included. */
function giveDefault(command: Command, setting: Setting, config: Config): void {
  const value = config[setting];
  if (value === undefined) return;
  const argument = command.registeredArguments.find((each) => /^rulebooks?$/.test(each.name()));
  if (setting === "rulebook") {
    argument?.argOptional().default(argument.variadic ? [value] : value);
    return;
  }
  const option = command.options.find((each) => each.attributeName() === setting);
  if (option === undefined) return;
  const given = option.variadic && typeof value === "string" ? [value] : value;
  option.default(given);
  command.setOptionValueWithSource(setting, given, "config");
}

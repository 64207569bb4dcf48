// The settings of the working folder.

import { readTextFile } from "../../rulebook/text-files.ts";
import { formatCountOf } from "../../values/count.ts";
import { UsageError } from "../exit-codes.ts";
import { createTerminal } from "../terminal.ts";
import { CONFIG_FILE } from "./config-file.ts";
import { parseConfig } from "./parse-config.ts";
import type { Config } from "./schema.ts";

/** In bytes. */
const LARGEST_CONFIG = 100_000;

/**
 * The settings of tallybook.yaml, whose paths are as good as given on the command line: its folder is the working
 * folder. Without such a file there are none. What is wrong with it is printed to standard error, and rejects with a
 * UsageError.
 */
export async function loadConfig(colours: { readonly color: boolean }): Promise<Config> {
  const found = readTextFile(CONFIG_FILE, LARGEST_CONFIG);
  switch (found.kind) {
    case "missing":
      return {};
    case "text":
      return readSettings(found.text, colours);
    case "not-utf8":
      throw unusable("is not valid UTF-8 text; save it again with the encoding UTF-8");
    case "too-large":
      throw unusable(`has ${found.bytes} bytes, more than settings can have`);
    case "forbidden":
      throw unusable("may not be read; check its permissions");
    case "folder":
    case "special":
      throw unusable("is no plain file");
    default:
      return found satisfies never;
  }
}

async function readSettings(text: string, colours: { readonly color: boolean }): Promise<Config> {
  const result = parseConfig({ name: CONFIG_FILE, text });
  if (result.kind === "loaded") return result.config;
  const { renderDiagnostics } = await import("../../diagnostics/render.ts");
  const terminal = createTerminal(colours);
  const colour = terminal.errChalk.level > 0;
  terminal.err(renderDiagnostics(result.diagnostics, [{ name: CONFIG_FILE, text }], { colour }));
  throw unusable(`has ${formatCountOf(result.diagnostics.length, "error")}`);
}

function unusable(why: string): UsageError {
  return new UsageError(`${CONFIG_FILE} ${why}; mend it, or leave it aside with --no-config`);
}

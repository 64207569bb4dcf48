// Rulebooks that show what checks find, and the exports that data checks look at.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SoundRulebook } from "../../src/checking/advice/advice.ts";
import { parseRulebook } from "../../src/rulebook/parse.ts";

export const FIXTURES = join(import.meta.dirname, "fixtures");
export const DATA = {
  contacts: [join(FIXTURES, "data", "contacts.csv")],
  events: [join(FIXTURES, "data", "events.csv")],
};

type Folder = "advice" | "data" | "silent";

export const namesIn = (folder: Folder): readonly string[] =>
  readdirSync(join(FIXTURES, folder)).flatMap((name) =>
    name.endsWith(".yaml") ? [name.slice(0, -".yaml".length)] : [],
  );

export const goldenOf = (folder: Folder, name: string): string => join(FIXTURES, folder, `${name}.txt`);

export function loadFixture(folder: Folder, name: string): SoundRulebook {
  const file = `${name}.yaml`;
  return loadSound(readFileSync(join(FIXTURES, folder, file), "utf8"), file);
}

/** Throws for a rulebook that by itself has problems, warnings included. */
export function loadSound(text: string, name = "shop.yaml"): SoundRulebook {
  const result = parseRulebook({ name, text });
  const problems = result.kind === "loaded" ? result.warnings : result.diagnostics;
  if (result.kind === "invalid" || problems.length > 0) {
    throw new Error(problems.map(({ message }) => message).join("\n"));
  }
  return result;
}

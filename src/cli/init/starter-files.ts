// The files of a new working folder, from template/ and the schemas.

import { readFileSync } from "node:fs";
import { PACKAGE_FOLDER } from "../../values/package-folder.ts";
import { createSchema } from "../formats/schemas.ts";
import { showJson } from "../terminal.ts";
import { shellWord } from "./shell-word.ts";
import type { NewFile } from "./write-new-files.ts";

const TEMPLATE = new URL("template/", PACKAGE_FOLDER);

/** Where each goes; a package may hold no files with the names that some have there. */
const FILES: ReadonlyMap<string, string> = new Map([
  ["rulebook.yaml", "rulebook.yaml"],
  ["rulebook.test.yaml", "rulebook.test.yaml"],
  ["tallybook.yaml", "tallybook.yaml"],
  ["exports/contacts.csv", "exports/contacts.csv"],
  ["exports/events.csv", "exports/events.csv"],
  ["crontab", "crontab"],
  [".gitignore", "gitignore"],
  [".github/workflows/tallybook.yml", "workflow.yml"],
]);

const SCHEMAS = ["rulebook", "tests", "config"] as const;

interface Facts {
  /** Absolute. */
  readonly folder: string;
  /** Of the program. */
  readonly version: string;
}

export function makeStarterFiles({ folder, version }: Facts): readonly NewFile[] {
  const facts = { folder: quoteForCron(folder), version };
  const files = [...FILES].map(([path, name]) => ({
    path,
    text: readFileSync(new URL(name, TEMPLATE), "utf8").replace(
      /\{(folder|version)\}/g,
      (_, fact: keyof Facts) => facts[fact],
    ),
  }));
  const schemas = SCHEMAS.map((kind) => ({
    path: `schemas/${kind}.schema.json`,
    text: showJson(createSchema(kind)),
  }));
  return [...files, ...schemas];
}

/** Cron ends a command at a "%" without a backslash. */
function quoteForCron(path: string): string {
  return shellWord(path).replaceAll("%", "\\%");
}

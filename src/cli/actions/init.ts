import { resolve } from "node:path";
import { formatCountOf } from "../../values/count.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import { shellWord } from "../init/shell-word.ts";
import { makeStarterFiles } from "../init/starter-files.ts";
import { writeNewFiles } from "../init/write-new-files.ts";
import { createTerminal, showJson, showText } from "../terminal.ts";
import { readVersion } from "../version.ts";

export interface InitOptions {
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

/** The day that the sample exports end with. */
const SAMPLE_DAY = "2026-03-01";

/** The nightly line names the folder. */
const LINE_BREAK = "has a line break in its path, which a crontab cannot hold; give another folder";

export function initAction(dir: string, options: InitOptions): ExitCode {
  if (dir.trim() === "")
    throw new UsageError("the folder has no name; give one, or none for the working folder");
  const folder = resolve(dir);
  if (/[\n\r]/.test(folder)) throw new UsageError(`"${folder}" ${LINE_BREAK}`);
  const files = makeStarterFiles({ folder, version: readVersion() });
  writeNewFiles(folder, files);
  const terminal = createTerminal(options);
  const next = nextSteps(folder, dir);
  if (options.quiet === true) return EXIT.done;
  if (options.json === true) {
    terminal.out(showJson({ folder: dir, files: files.map(({ path }) => path), next }));
    return EXIT.done;
  }
  const steps = next.map((step) => `  ${step}\n`).join("");
  terminal.out(
    `made ${formatCountOf(files.length, "file")} in ${showText(dir)}; try them:\n\n${steps}\n${THEN}\n`,
  );
  return EXIT.done;
}

function nextSteps(folder: string, dir: string): readonly string[] {
  return [
    ...(folder === resolve(".") ? [] : [`cd ${shellWord(dir.startsWith("-") ? `./${dir}` : dir)}`]),
    "tallybook check",
    "tallybook test",
    `tallybook run --as-of ${SAMPLE_DAY}`,
    "tallybook top engagement",
  ];
}

const THEN = `Then put your own exports into exports/, remove scores.db and the samples, and have the line in "crontab" run
every night. tallybook.yaml says where things are.`;

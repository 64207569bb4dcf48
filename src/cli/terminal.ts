// Streams, colour and width: what a command may know of the terminal it talks to.

import { Chalk, type ChalkInstance } from "chalk";
import { escapeUnsafe, UNSAFE_TO_SHOW } from "../values/unsafe-characters.ts";

export interface Terminal {
  /** Data. */
  readonly out: (text: string) => void;
  /** Everything else. */
  readonly err: (text: string) => void;
  readonly outChalk: ChalkInstance;
  readonly errChalk: ChalkInstance;
  /** How wide the terminal is; absent where data goes elsewhere. */
  readonly outWidth: number | undefined;
  /** Whether a terminal shows blocks; one that says it is dumb may not. */
  readonly outHasBlocks: boolean;
  /** Progress is shown on a terminal only. */
  readonly isErrTerminal: boolean;
}

export interface ColourChoice {
  /** False with `--no-color`. */
  readonly color: boolean;
}

const USUAL_WIDTH = 80;

export function createTerminal({ color }: ColourChoice): Terminal {
  const { stdout, stderr, env } = process;
  const isDumb = env["TERM"] === "dumb";
  const allowed = color && !env["NO_COLOR"] && !isDumb;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    outChalk: new Chalk({ level: allowed && stdout.isTTY ? 1 : 0 }),
    errChalk: new Chalk({ level: allowed && stderr.isTTY ? 1 : 0 }),
    // Some terminals do not tell, or say 0.
    outWidth: stdout.isTTY ? stdout.columns || USUAL_WIDTH : undefined,
    outHasBlocks: !isDumb,
    isErrTerminal: stderr.isTTY === true,
  };
}

/** JSON for people and programs; what is unsafe to show is escaped, which is the same data to a program. */
export function showJson(value: unknown): string {
  return `${escapeUnsafe(JSON.stringify(value, undefined, 2))}\n`;
}

/** Text from data, made safe to show: what would move the cursor or reorder the line becomes "?". */
export function showText(text: string): string {
  return text.replace(UNSAFE_TO_SHOW, "?");
}

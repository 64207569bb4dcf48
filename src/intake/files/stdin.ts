import { InputError } from "../input-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { STDIN_PATH } from "./find-inputs.ts";
import { spool } from "./spool.ts";
import { unreadable } from "./unreadable.ts";

/**
 * Standard input as it came, where one of the patterns is "-". The caller closes it. Throws an InputError when it is
 * given twice or cannot be read.
 */
export async function spoolStdin(
  patterns: readonly string[],
  stdin: AsyncIterable<Uint8Array> | undefined,
): Promise<ByteSource | undefined> {
  const times = patterns.filter((pattern) => pattern === STDIN_PATH).length;
  if (times > 1)
    throw new InputError(STDIN_PATH, "standard input is given twice; give a file for one of them");
  return times === 0 || stdin === undefined ? undefined : spool(STDIN_PATH, readable(stdin));
}

async function* readable(stdin: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stdin;
  } catch (error) {
    throw unreadable(STDIN_PATH, error);
  }
}

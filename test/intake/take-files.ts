// Takes in files of any form and name.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { importFiles } from "../../src/intake/import-files.ts";
import { InputError } from "../../src/intake/input-error.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { createMemorySink, inFolder, type MemorySink, type Taken } from "./memory-sink.ts";

export interface FilesTaken {
  /** By their names; all are written, `given` are taken in. */
  readonly files: Readonly<Record<string, string | Buffer>>;
  /** Paths in the folder; "-" is standard input. Default: all files. */
  readonly given?: readonly string[];
  readonly stdin?: string | Buffer;
  /** What the files are; default: events. */
  readonly kind?: "contacts" | "events";
  readonly sink?: MemorySink;
}

export function takeFiles({
  files,
  given = Object.keys(files),
  stdin,
  kind = "events",
  sink = createMemorySink(),
}: FilesTaken) {
  return inFolder(async (folder): Promise<Taken> => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const paths = given.map((name) => (name === "-" ? name : join(folder, name)));
    const more = stdin === undefined ? {} : { stdin: piecesOf(Buffer.from(stdin)) };
    const request = {
      contacts: [],
      events: [],
      identities: [],
      sources: [],
      calendar: createCalendar("UTC"),
      ...more,
    };
    const summary = await importFiles({ ...request, [kind]: paths }, sink).catch((error: unknown) => {
      throw error instanceof Error ? withoutFolder(error, folder) : error;
    });
    return { sink, summary };
  });
}

function withoutFolder(error: Error, folder: string): Error {
  error.message = error.message.replaceAll(`${folder}/`, "");
  return error;
}

/** The message that refuses them. */
export async function refusalOf(taken: FilesTaken): Promise<string> {
  const error = await takeFiles(taken).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw error;
  return error.message;
}

/** In small pieces of odd length, as pipes hand them over. */
async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1013) yield bytes.subarray(at, at + 1013);
}

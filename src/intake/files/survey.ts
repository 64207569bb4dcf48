// The first look at a file: its hashes, and whether its bytes are UTF-8. Nothing is taken in from it before.

import { isAscii, isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { lineAt, nextLine } from "../csv/physical-lines.ts";
import { InputError } from "../input-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { isOwnRejects } from "./file-names.ts";
import { SAVE_AS_UTF8, type StatedEncoding, sayHowToState } from "./stated-encoding.ts";
import { completeLength } from "./utf8.ts";

const CHUNK_BYTES = 1 << 20;

export interface Survey {
  /** Hex, of the whole file. */
  readonly sha256: string;
  /** Hex, of the beginnings of these sizes in bytes that are shorter than the file. */
  readonly beginnings: ReadonlyMap<number, string>;
}

/** One pass. Throws an InputError for a file that is not UTF-8. */
export async function surveyFile(
  source: ByteSource,
  sizes: readonly number[],
  stated: StatedEncoding,
  chunkBytes = CHUNK_BYTES,
): Promise<Survey> {
  const digests = createDigests(sizes.filter((size) => size < source.bytes));
  let rest: Buffer = Buffer.alloc(0);
  let isAsciiSoFar = true;
  for (let at = 0; at < source.bytes; at += chunkBytes) {
    const chunk = await source.read(at, chunkBytes);
    digests.take(chunk);
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const isLast = at + chunk.length === source.bytes;
    const complete = bytes.subarray(0, isLast ? bytes.length : completeLength(bytes));
    if (!isUtf8(complete)) {
      throw await findFault(source, { bytes: complete, offset: at - rest.length, isAsciiSoFar }, stated);
    }
    isAsciiSoFar &&= isAscii(complete);
    rest = bytes.subarray(complete.length);
  }
  return digests.end();
}

function createDigests(sizes: readonly number[]) {
  const hash = createHash("sha256");
  const beginnings = new Map<number, string>();
  const waiting = [...new Set(sizes)].sort((a, b) => b - a);
  let hashed = 0;
  const add = (bytes: Buffer) => {
    hash.update(bytes);
    hashed += bytes.length;
  };
  return {
    take: (chunk: Buffer) => {
      const start = hashed;
      for (
        let size = waiting.at(-1);
        size !== undefined && size <= start + chunk.length;
        size = waiting.at(-1)
      ) {
        add(chunk.subarray(hashed - start, size - start));
        beginnings.set(size, hash.copy().digest("hex"));
        waiting.pop();
      }
      add(chunk.subarray(hashed - start));
    },
    end: (): Survey => ({ sha256: hash.digest("hex"), beginnings }),
  };
}

/** Bytes from `offset` in the file on, which start on a character's first byte and hold the file's first fault. */
interface Suspect {
  readonly bytes: Buffer;
  readonly offset: number;
  /** Before `offset`. */
  readonly isAsciiSoFar: boolean;
}

async function findFault(
  source: ByteSource,
  { bytes, offset, isAsciiSoFar }: Suspect,
  stated: StatedEncoding,
): Promise<InputError> {
  let start = 0;
  let next = nextLine(bytes, start);
  while (next < bytes.length && isUtf8(bytes.subarray(start, next))) {
    start = next;
    next = nextLine(bytes, start);
  }
  const line = await lineAt(source, { offset: 0, line: 1 }, offset + start, CHUNK_BYTES);
  const isUtf8Before = !(isAsciiSoFar && isAscii(bytes.subarray(0, start)));
  const help = isUtf8Before
    ? "though lines before it are; export the file again"
    : adviseEncoding(source.path, bytes.subarray(start, next), stated);
  return new InputError(source.path, `line ${line} is not UTF-8, ${help}`, { line });
}

/** Western words have single accented letters; other scripts write whole words beyond ASCII. */
function adviseEncoding(path: string, line: Buffer, stated: StatedEncoding): string {
  if (isOwnRejects(path)) return `as a list of rejects is, whatever encoding is stated; ${SAVE_AS_UTF8}`;
  const isWestern = !/[\x80-\xff]{4}/.test(line.toString("latin1"));
  if (isWestern) return `but most likely windows-1252; ${sayHowToState(stated, "windows-1252")}`;
  return `but perhaps windows-1251 or another; ${sayHowToState(stated, "windows-1251")}`;
}

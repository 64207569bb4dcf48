// The first look at a file: its hash, and whether its bytes are text at all. Nothing is taken in from it before.

import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { lineAt, nextLine } from "../csv/physical-lines.ts";
import { InputError } from "../input-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { completeLength } from "./utf8.ts";

const CHUNK_BYTES = 1 << 20;

/** Hex SHA-256 of the whole file. Throws an InputError for a file that is compressed or not UTF-8. */
export async function surveyFile(source: ByteSource, chunkBytes = CHUNK_BYTES): Promise<string> {
  refuseForeignFormat(source.path, await source.read(0, 4));
  const hash = createHash("sha256");
  let rest: Buffer = Buffer.alloc(0);
  for (let at = 0; at < source.bytes; at += chunkBytes) {
    const chunk = await source.read(at, chunkBytes);
    hash.update(chunk);
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const isLast = at + chunk.length === source.bytes;
    const complete = isLast ? bytes.length : completeLength(bytes);
    if (!isUtf8(bytes.subarray(0, complete))) {
      await refuseEncoding(source, bytes.subarray(0, complete), at - rest.length);
    }
    rest = bytes.subarray(complete);
  }
  return hash.digest("hex");
}

const FOREIGN: readonly { readonly start: readonly number[]; readonly problem: string }[] = [
  { start: [0xff, 0xfe], problem: "UTF-16 is not supported yet; save as UTF-8" },
  { start: [0xfe, 0xff], problem: "UTF-16 is not supported yet; save as UTF-8" },
  { start: [0x1f, 0x8b], problem: "compressed files are not supported yet; unpack first" },
  {
    start: [0x50, 0x4b, 0x03, 0x04],
    problem: "compressed files are not supported yet; unpack first (a spreadsheet: save as CSV)",
  },
];

function refuseForeignFormat(path: string, start: Buffer): void {
  for (const format of FOREIGN) {
    if (format.start.every((byte, i) => byte === start[i])) throw new InputError(path, format.problem);
  }
}

/** `bytes` start at `offset` in the file, on a character's first byte, and hold the file's first fault. */
async function refuseEncoding(source: ByteSource, bytes: Buffer, offset: number): Promise<never> {
  let start = 0;
  let next = nextLine(bytes, start);
  while (next < bytes.length && isUtf8(bytes.subarray(start, next))) {
    start = next;
    next = nextLine(bytes, start);
  }
  const line = await lineAt(source, { offset: 0, line: 1 }, offset + start, CHUNK_BYTES);
  throw new InputError(source.path, `line ${line} is not UTF-8; save the file as UTF-8`, { line });
}

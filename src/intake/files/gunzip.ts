import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { InputError } from "../input-error.ts";
import { giveUp, isGzip, isZip, peek } from "./pieces.ts";
import { refuseBomb, type UnpackLimits } from "./unpack-limits.ts";

const CHUNK_BYTES = 1 << 18;
const SIGNATURE_BYTES = 4;

/**
 * The content where the pieces are gzip by their first bytes, else the pieces. Throws an InputError for gzip data that
 * is damaged, not whole, or beyond the limits, and for what is packed twice.
 */
export async function* gunzipIfPacked(
  path: string,
  packed: AsyncIterable<Uint8Array>,
  limits: UnpackLimits,
): AsyncGenerator<Uint8Array> {
  const begun = await peek(packed, SIGNATURE_BYTES);
  const isPacked = isGzip(begun.start);
  const content = isPacked ? await peek(gunzip(path, begun.pieces, limits), SIGNATURE_BYTES) : begun;
  if (isZip(content.start) || (isPacked && isGzip(content.start))) {
    await giveUp(content);
    throw new InputError(path, "is packed twice; unpack it once");
  }
  yield* content.pieces;
}

async function* gunzip(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  limits: UnpackLimits,
): AsyncGenerator<Uint8Array> {
  const unzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // What goes wrong on the way destroys `unzip`, so that it is thrown below.
  pipeline(Readable.from(pieces), unzip).catch(() => {});
  let unpacked = 0;
  try {
    for await (const piece of unzip as AsyncIterable<Buffer>) {
      unpacked += piece.length;
      refuseBomb(path, unzip.bytesWritten, unpacked, limits);
      yield piece;
    }
  } catch (error) {
    throw damaged(path, error);
  }
}

function damaged(path: string, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "Z_BUF_ERROR") {
    return new InputError(path, "ends in the middle of its gzip data; copy or export it again");
  }
  if (typeof code !== "string" || !code.startsWith("Z_")) return error;
  return new InputError(path, `is damaged gzip data (${(error as Error).message}); copy or export it again`);
}

// An export's content as UTF-8, at positions. A plain UTF-8 file is read as it is; anything else is unpacked and decoded
// once into a temporary file.

import { type ByteSource, openSource, streamSource } from "./byte-source.ts";
import { createTextDecoding } from "./decode-text.ts";
import type { Input } from "./find-inputs.ts";
import { gunzipIfPacked } from "./gunzip.ts";
import { giveUp, isGzip, peek } from "./pieces.ts";
import { spool } from "./spool.ts";
import type { StatedEncoding } from "./stated-encoding.ts";
import { chooseEncoding, SAMPLE_BYTES } from "./text-encoding.ts";
import { UNPACK_LIMITS, type UnpackLimits } from "./unpack-limits.ts";
import type { ZipMember } from "./zip-archive.ts";

/** Content as UTF-8. */
interface OpenInput extends ByteSource {
  /** That it was decoded from; absent: it is UTF-8 itself. */
  readonly encoding: string | undefined;
}

/**
 * May be called again for the same input. The caller closes what it gets. Throws an InputError for what cannot be read,
 * is damaged, or is not in the encoding stated; that bytes taken for UTF-8 are UTF-8 is for `surveyFile` to say.
 */
export async function openInput(
  input: Input,
  stated: StatedEncoding,
  limits: UnpackLimits = UNPACK_LIMITS,
): Promise<OpenInput> {
  const place = await openPlace(input);
  let isKept = false;
  try {
    isKept = await isReadAsItIs(input, place, stated);
    return isKept ? { ...place, encoding: undefined } : await unpack(input, place, stated, limits);
  } finally {
    if (!isKept) await place.close();
  }
}

async function openPlace({ place }: Input): Promise<ByteSource> {
  if (place.kind === "file") return openSource(place.path);
  return { ...place.source, close: async () => {} };
}

async function isReadAsItIs(input: Input, place: ByteSource, stated: StatedEncoding): Promise<boolean> {
  if (input.member !== undefined) return false;
  const sample = await place.read(0, SAMPLE_BYTES);
  return !isGzip(sample) && chooseEncoding(input.path, sample, stated) === undefined;
}

async function* openMember(place: ByteSource, member: ZipMember, path: string): AsyncGenerator<Uint8Array> {
  const { readMember } = await import("./zip-archive.ts");
  yield* readMember(place, member, path);
}

async function unpack(
  { path, member }: Input,
  place: ByteSource,
  stated: StatedEncoding,
  limits: UnpackLimits,
): Promise<OpenInput> {
  const packed = member === undefined ? streamSource(place) : openMember(place, member, path);
  const content = await peek(gunzipIfPacked(path, packed, limits), SAMPLE_BYTES);
  let encoding: string | undefined;
  try {
    encoding = chooseEncoding(path, content.start.subarray(0, SAMPLE_BYTES), stated);
  } catch (error) {
    await giveUp(content);
    throw error;
  }
  const text =
    encoding === undefined
      ? await spool(path, content.pieces)
      : await spoolText(path, content.pieces, { ...stated, encoding });
  return { ...text, encoding };
}

async function spoolText(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  stated: StatedEncoding & { readonly encoding: string },
): Promise<ByteSource> {
  const { decode, refuseFaults } = createTextDecoding(stated.encoding);
  const text = await spool(path, decode(pieces));
  try {
    await refuseFaults(text, stated);
    return text;
  } catch (error) {
    await text.close();
    throw error;
  }
}

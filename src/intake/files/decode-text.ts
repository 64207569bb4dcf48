// From a stated encoding to UTF-8, piece by piece. What the bytes turn out not to be is said at the end: only then is it
// known whether the whole file is UTF-8 after all.

import { isAscii, isUtf8 } from "node:buffer";
import { createDecoder } from "../../values/encodings.ts";
import { lineAt } from "../csv/physical-lines.ts";
import { InputError } from "../input-error.ts";
import type { ByteSource } from "./byte-source.ts";
import { type StatedEncoding, sayHowToUnstate } from "./stated-encoding.ts";
import { completeLength } from "./utf8.ts";

export interface TextDecoding {
  readonly decode: (pieces: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>;
  /** After all is decoded to `text`: throws an InputError when the bytes were not of the encoding. */
  readonly refuseFaults: (text: ByteSource, stated: StatedEncoding) => Promise<void>;
}

const CHUNK_BYTES = 1 << 20;
/** What decoders put for bytes that they do not have. */
const REPLACEMENT = "\ufffd";

export function createTextDecoding(encoding: string): TextDecoding {
  const unitBytes = bytesOfUnit(encoding);
  const utf8 = createUtf8Check();
  const characters = createCharacterCheck(unitBytes === 2);
  async function* decode(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const decoder = createDecoder(encoding);
    let bytes = 0;
    for await (const piece of pieces) {
      const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
      utf8.take(buffer);
      bytes += buffer.length;
      yield characters.take(decoder.write(buffer));
    }
    utf8.end();
    yield characters.end(decoder.end() ?? "");
    if (bytes % unitBytes !== 0) characters.noteFault();
  }
  return {
    decode,
    refuseFaults: async (text, stated) => {
      if (isReallyUtf8(utf8, unitBytes)) {
        throw new InputError(text.path, `is UTF-8, not ${encoding}; ${sayHowToUnstate(stated)}`);
      }
      const fault = characters.firstFault();
      if (fault !== undefined) throw await faultAt(text, fault, encoding, unitBytes);
    },
  };
}

function bytesOfUnit(encoding: string): 1 | 2 | 4 {
  const bits = /^utf-?(16|32)/i.exec(encoding)?.[1];
  if (bits === undefined) return 1;
  return bits === "16" ? 2 : 4;
}

/** Text in UTF-16 and UTF-32 has zeros; in all others, bytes beyond ASCII that happen to be UTF-8 throughout are it. */
function isReallyUtf8({ isSound, isPlain, hasZeros }: Utf8Check, unitBytes: number): boolean {
  if (!isSound()) return false;
  return unitBytes === 1 ? !isPlain() : !hasZeros();
}

async function faultAt(
  text: ByteSource,
  offset: number,
  encoding: string,
  unitBytes: number,
): Promise<InputError> {
  const line = await lineAt(text, { offset: 0, line: 1 }, offset, CHUNK_BYTES);
  const problem =
    unitBytes === 1
      ? `line ${line} holds bytes that ${encoding} does not have; state the encoding that the file was written in`
      : `line ${line} holds half a character of ${encoding}; export the file again`;
  return new InputError(text.path, problem, { line });
}

interface CharacterCheck {
  /** The text as UTF-8. */
  readonly take: (text: string) => Buffer;
  readonly end: (text: string) => Buffer;
  /** Here, behind all that was taken. */
  readonly noteFault: () => void;
  /** Its offset in the UTF-8 text. */
  readonly firstFault: () => number | undefined;
}

/** In UTF-16 U+FFFD is a character like any other, and half a pair is the fault. */
function createCharacterCheck(isUtf16: boolean): CharacterCheck {
  let written = 0;
  let fault: number | undefined;
  /** The first half of a pair, the second of which is in the next piece. */
  let held = "";
  const findFault = (text: string) => (isUtf16 ? text.search(/\p{Surrogate}/u) : text.indexOf(REPLACEMENT));
  const end = (more: string): Buffer => {
    const text = held + more;
    held = "";
    const at = fault === undefined ? findFault(text) : -1;
    if (at >= 0) fault = written + Buffer.byteLength(text.slice(0, at));
    const bytes = Buffer.from(text);
    written += bytes.length;
    return bytes;
  };
  return {
    take: (text) => {
      if (!/[\ud800-\udbff]$/.test(text)) return end(text);
      const bytes = end(text.slice(0, -1));
      held = text.slice(-1);
      return bytes;
    },
    end,
    noteFault: () => {
      fault ??= written;
    },
    firstFault: () => fault,
  };
}

interface Utf8Check {
  readonly take: (piece: Buffer) => void;
  readonly end: () => void;
  readonly isSound: () => boolean;
  /** Nothing but ASCII. */
  readonly isPlain: () => boolean;
  readonly hasZeros: () => boolean;
}

function createUtf8Check(): Utf8Check {
  let isSound = true;
  let isPlain = true;
  let hasZeros = false;
  let rest: Buffer = Buffer.alloc(0);
  return {
    take: (piece) => {
      isPlain &&= isAscii(piece);
      hasZeros ||= piece.includes(0);
      if (!isSound) return;
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      const complete = completeLength(bytes);
      isSound = isUtf8(bytes.subarray(0, complete));
      rest = Buffer.from(bytes.subarray(complete));
    },
    end: () => {
      isSound &&= rest.length === 0;
    },
    isSound: () => isSound,
    isPlain: () => isPlain,
    hasZeros: () => hasZeros,
  };
}

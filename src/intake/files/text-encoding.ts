// Which encoding a file is to be read in: by its byte order mark, by what is stated, and by the look of its beginning.

import { encodingExists } from "../../values/encodings.ts";
import { InputError, quote } from "../input-error.ts";
import { isOwnRejects } from "./file-names.ts";
import { startsWith } from "./pieces.ts";
import { SAVE_AS_UTF8, type StatedEncoding, sayHowToState, sayHowToUnstate } from "./stated-encoding.ts";

/** How much of a file's beginning is looked at. */
export const SAMPLE_BYTES = 4096;

type WideEncoding = "utf-16le" | "utf-16be" | "utf-32le" | "utf-32be";

/** The longer marks first: one starts with another. */
const MARKS: readonly { readonly encoding: WideEncoding; readonly mark: readonly number[] }[] = [
  { encoding: "utf-32le", mark: [0xff, 0xfe, 0, 0] },
  { encoding: "utf-32be", mark: [0, 0, 0xfe, 0xff] },
  { encoding: "utf-16le", mark: [0xff, 0xfe] },
  { encoding: "utf-16be", mark: [0xfe, 0xff] },
];

/**
 * The encoding to decode from; `undefined` where the bytes are to be taken as UTF-8 as they are. `sample` is the file's
 * beginning. Throws an InputError where it cannot be what is stated, or where it looks like what should be stated.
 */
export function chooseEncoding(path: string, sample: Buffer, stated: StatedEncoding): string | undefined {
  const marked = MARKS.find(({ mark }) => startsWith(sample, mark))?.encoding;
  const name = stated.encoding === undefined ? undefined : plainName(stated.encoding);
  if (name !== undefined && !encodingExists(name)) {
    throw new InputError(path, `the encoding ${quote(stated.encoding!)} of its source is not known`);
  }
  if (marked !== undefined) return chooseMarked(path, marked, name, stated);
  if (name === "utf16" || name === "utf32") {
    const bits = name.slice(3);
    const problem = `is stated to be UTF-${bits}, but has no byte order mark`;
    const help = `write \`encoding: utf-${bits}le\` or \`encoding: utf-${bits}be\``;
    throw new InputError(path, `${problem}; ${help}`);
  }
  if (name !== undefined) return name === "utf8" ? undefined : stated.encoding;
  const likely = looksWide(sample);
  if (likely === undefined) return undefined;
  const problem = `looks like ${likely.toUpperCase()} without a byte order mark`;
  throw new InputError(
    path,
    `${problem}; ${isOwnRejects(path) ? SAVE_AS_UTF8 : sayHowToState(stated, likely)}`,
  );
}

function chooseMarked(
  path: string,
  marked: WideEncoding,
  name: string | undefined,
  stated: StatedEncoding,
): string {
  const wide = plainName(marked);
  if (name === undefined && wide.startsWith("utf16")) return marked;
  if (name === wide || name === wide.slice(0, 5)) return marked;
  if (name === undefined) throw new InputError(path, `is UTF-32; ${sayHowToState(stated, marked)}`);
  const problem = `is ${marked.toUpperCase()}, not ${stated.encoding}`;
  const help = wide.startsWith("utf16") ? sayHowToUnstate(stated) : sayHowToState(stated, marked);
  throw new InputError(path, `${problem}; ${help}`);
}

/** "UTF-16 LE" and "utf16le" are one. */
function plainName(encoding: string): string {
  return encoding.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Western text in UTF-16 has a zero in nearly every second byte, and hardly any in the others. */
function looksWide(sample: Buffer): "utf-16le" | "utf-16be" | undefined {
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2]!++;
  const [even, odd] = zeros as [number, number];
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return "utf-16le";
  return even > half * 0.4 && odd < half * 0.05 ? "utf-16be" : undefined;
}

// What the paths of a command line hold: files, the exports in zip archives, standard input.

import { InputError } from "../input-error.ts";
import { type ByteSource, openSource } from "./byte-source.ts";
import { findFiles } from "./input-paths.ts";
import { isZip, startsWith } from "./pieces.ts";
import { UNPACK_LIMITS, type UnpackLimits } from "./unpack-limits.ts";
import type { ZipMember } from "./zip-archive.ts";

/** One export, not yet opened. */
export interface Input {
  /** As given, or as the glob found it; "archive.zip/emails.csv"; "-". */
  readonly path: string;
  /** Of what is packed, where its content's size is not known before it is read. */
  readonly bytes: number;
  /** Where its bytes are: the file at a path, or standard input, whose owner closes it. */
  readonly place: { readonly kind: "file"; readonly path: string } | StandardInput;
  /** Which part of a zip archive it is. */
  readonly member: ZipMember | undefined;
}

interface StandardInput {
  readonly kind: "stdin";
  readonly source: ByteSource;
}

export const STDIN_PATH = "-";

const SIGNATURE_BYTES = 8;
/** What older versions of Excel write. */
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * The exports in the order given, the matches of a glob and the members of an archive in code point order. `stdin` is
 * what "-" means. Throws an InputError for what is not there or cannot be used.
 */
export async function findInputs(
  patterns: readonly string[],
  stdin?: ByteSource,
  limits: UnpackLimits = UNPACK_LIMITS,
): Promise<readonly Input[]> {
  const inputs: Input[] = [];
  for (const pattern of patterns) {
    if (pattern === STDIN_PATH) inputs.push(...(await listStdin(stdin, limits)));
    else for (const path of await findFiles(pattern)) inputs.push(...(await listFile(path, limits)));
  }
  return inputs;
}

async function listStdin(stdin: ByteSource | undefined, limits: UnpackLimits): Promise<readonly Input[]> {
  if (stdin === undefined) throw new InputError(STDIN_PATH, "there is no standard input here; give a file");
  return listInputs(stdin, { kind: "stdin", source: stdin }, limits);
}

async function listFile(path: string, limits: UnpackLimits): Promise<readonly Input[]> {
  const source = await openSource(path);
  try {
    return await listInputs(source, { kind: "file", path }, limits);
  } finally {
    await source.close();
  }
}

async function listInputs(
  source: ByteSource,
  place: Input["place"],
  limits: UnpackLimits,
): Promise<readonly Input[]> {
  const { path, bytes } = source;
  const start = await source.read(0, SIGNATURE_BYTES);
  if (startsWith(start, OLD_OFFICE)) throw new InputError(path, "is a spreadsheet; save it as CSV");
  if (!isZip(start)) {
    if (/\.zip$/i.test(path)) throw new InputError(path, "is no zip archive; copy or export it again");
    return [{ path, bytes, place, member: undefined }];
  }
  // Only now: without archives a run starts without what reads them.
  const { listMembers } = await import("./zip-archive.ts");
  const members = await listMembers(source, limits);
  return members.map((member) => ({
    path: `${path}/${member.fileName}`,
    bytes: member.uncompressedSize,
    place,
    member,
  }));
}

// Zip archives: which exports they hold, and the content of each.

import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";
import { compareText } from "../../values/text.ts";
import { InputError, listSome, quote } from "../input-error.ts";
import { type ByteSource, streamSource } from "./byte-source.ts";
import { refuseBomb, type UnpackLimits } from "./unpack-limits.ts";
import { unreadable } from "./unreadable.ts";

/** A file in an archive. */
export type ZipMember = Entry;

const EXPORT_NAME = /\.(csv|tsv|txt)(\.gz)?$/i;
/** What a Mac adds, and hidden files. */
const HIDDEN_NAME = /(^|\/)(__MACOSX\/|\.)/;
/** Spreadsheets of Office and of LibreOffice are zip archives that hold one of these. */
const OFFICE_NAMES: ReadonlySet<string> = new Set(["[Content_Types].xml", "mimetype"]);

/**
 * The archive's exports in code point order of their names. Throws an InputError for an archive that is damaged, holds
 * none, or holds what cannot or should not be unpacked.
 */
export async function listMembers(archive: ByteSource, limits: UnpackLimits): Promise<readonly ZipMember[]> {
  const entries = await readEntries(archive, limits);
  if (entries.some(({ fileName }) => OFFICE_NAMES.has(fileName))) {
    throw new InputError(archive.path, "is a spreadsheet or other document; save it as CSV");
  }
  const files = entries.filter(({ fileName }) => !fileName.endsWith("/") && !HIDDEN_NAME.test(fileName));
  const members = files.filter(({ fileName }) => EXPORT_NAME.test(fileName));
  if (members.length === 0) throw noExports(archive.path, files);
  members.sort((a, b) => compareText(a.fileName, b.fileName));
  refuseMembers(archive, members, limits);
  return members;
}

function noExports(path: string, files: readonly ZipMember[]): InputError {
  const found =
    files.length === 0 ? "it is empty" : `found ${listSome(files.map(({ fileName }) => fileName))}`;
  return new InputError(path, `holds no .csv, .tsv or .txt file; ${found}`);
}

function refuseMembers(archive: ByteSource, members: readonly ZipMember[], limits: UnpackLimits): void {
  const twice = members.find(({ fileName }, i) => fileName === members[i + 1]?.fileName);
  if (twice !== undefined) {
    throw new InputError(archive.path, `holds two files named ${quote(twice.fileName)}; give them as files`);
  }
  let unpacked = 0;
  for (const member of members) {
    const path = `${archive.path}/${member.fileName}`;
    if (member.isEncrypted()) throw encrypted(path);
    if (!member.canDecodeFileData()) {
      const method = `with method ${member.compressionMethod}, which is not known`;
      throw new InputError(path, `is packed ${method}; pack it with "deflate", or unpack it`);
    }
    refuseBomb(path, member.compressedSize, member.uncompressedSize, limits);
    unpacked += member.uncompressedSize;
  }
  // Members may share their packed bytes: together they are held against the archive.
  refuseBomb(archive.path, archive.bytes, unpacked, { ...limits, mostBytes: Number.POSITIVE_INFINITY });
}

function encrypted(path: string): InputError {
  return new InputError(path, "is encrypted; unpack it, or export it without a password");
}

async function readEntries(archive: ByteSource, limits: UnpackLimits): Promise<readonly ZipMember[]> {
  const entries: ZipMember[] = [];
  const zip = await openZip(archive);
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > limits.mostMembers) {
        throw new InputError(archive.path, `holds more than ${limits.mostMembers} files; unpack it`);
      }
    }
  } catch (error) {
    throw damaged(archive.path, error);
  } finally {
    zip.close();
  }
  return entries;
}

/** The content of a member, checked against its length and checksum. `path` is for messages. */
export async function* readMember(
  archive: ByteSource,
  member: ZipMember,
  path: string,
): AsyncGenerator<Uint8Array> {
  const zip = await openZip(archive);
  let checksum = 0;
  try {
    for await (const piece of (await zip.openReadStreamPromise(member)) as AsyncIterable<Buffer>) {
      checksum = crc32(piece, checksum);
      yield piece;
    }
    if (checksum !== member.crc32) throw new Error("its checksum is another");
  } catch (error) {
    throw damaged(path, error);
  } finally {
    zip.close();
  }
}

async function openZip(archive: ByteSource): Promise<ZipFile> {
  try {
    return await fromRandomAccessReaderPromise(readerOf(archive), archive.bytes, { autoClose: false });
  } catch (error) {
    throw damaged(archive.path, error);
  }
}

/** yauzl asks for a subclass. Closing it leaves the archive open. */
function readerOf(archive: ByteSource): RandomAccessReader {
  class ArchiveReader extends RandomAccessReader {
    override _readStreamForRange(start: number, end: number): Readable {
      return Readable.from(streamSource(archive, start, end), { objectMode: false });
    }
  }
  return new ArchiveReader();
}

/** From yauzl's and zlib's words to ours; what is not theirs is handed back. */
function damaged(path: string, error: unknown): unknown {
  if (error instanceof InputError || !(error instanceof Error)) return error;
  const foreign = unreadable(path, error);
  if (foreign !== error) return foreign;
  const { message } = error;
  if (message.includes("encryption")) return encrypted(path);
  if (/^End of central directory|unexpected EOF/.test(message)) {
    return new InputError(path, "is a zip archive that is not whole; copy or export it again");
  }
  const outside = /^(?:absolute path|invalid relative path): (.*)$/s.exec(message)?.[1];
  if (outside !== undefined) {
    const named = `holds a file named ${quote(outside)}, a place outside of the archive`;
    return new InputError(path, `${named}; pack it again without that path`);
  }
  const reason = quote(message);
  return new InputError(path, `is damaged in the zip archive (${reason}); copy or export it again`);
}

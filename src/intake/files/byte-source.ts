// A file as bytes at positions, so that a stretch can be read again without holding it.

import { readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { ChangedInputError } from "../input-error.ts";
import { systemCode, unreadable } from "./unreadable.ts";

export interface ByteSource {
  readonly path: string;
  /** Its size when it was opened; what is appended later is not read. */
  readonly bytes: number;
  /** Of the open file, for another thread to read it; absent: it is none. */
  readonly descriptor?: number;
  /** The bytes [from, from + length), fewer at the end of the file. Throws an InputError when they cannot be read. */
  read(from: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** A place in a file. */
export interface Position {
  readonly offset: number;
  /** Physical line, from 1. */
  readonly line: number;
}

const STREAM_BYTES = 1 << 18;

/** The caller closes it. The file has been listed: throws an InputError when it cannot be opened, or is gone. */
export async function openSource(path: string): Promise<ByteSource> {
  try {
    const handle = await open(path, "r");
    const { size } = await handle.stat();
    return sourceOf(handle, path, size);
  } catch (error) {
    if (systemCode(error) === "ENOENT") {
      throw new ChangedInputError(path, "was there a moment ago, and is gone; try again when it is back");
    }
    throw unreadable(path, error);
  }
}

/** The first `bytes` bytes of an open file; closing the source closes the file. */
export function sourceOf(handle: FileHandle, path: string, bytes: number): ByteSource {
  return {
    path,
    bytes,
    descriptor: handle.fd,
    read: (from, length) => readFully(handle, path, from, Math.min(length, bytes - from)),
    close: () => handle.close(),
  };
}

/** A file that another thread has opened, and will close. Reading blocks this one. */
export function sourceOfDescriptor(descriptor: number, path: string, bytes: number): ByteSource {
  const file: Readable = {
    read: async (buffer, offset, length, from) => ({
      bytesRead: readSync(descriptor, buffer, offset, length, from),
    }),
  };
  return {
    path,
    bytes,
    read: (from, length) => readFully(file, path, from, Math.min(length, bytes - from)),
    close: async () => {},
  };
}

interface Readable {
  read(buffer: Buffer, offset: number, length: number, from: number): Promise<{ readonly bytesRead: number }>;
}

/** The bytes [from, to) in pieces; fewer where the source is shorter. */
export async function* streamSource(
  source: ByteSource,
  from = 0,
  to: number = source.bytes,
): AsyncGenerator<Buffer> {
  const end = Math.min(to, source.bytes);
  for (let at = from; at < end; at += STREAM_BYTES) {
    yield await source.read(at, Math.min(STREAM_BYTES, end - at));
  }
}

async function readFully(handle: Readable, path: string, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const bytesRead = await readSome(handle, path, buffer, filled, from + filled);
    if (bytesRead === 0)
      throw new ChangedInputError(path, "became shorter while it was read; try again when it is complete");
    filled += bytesRead;
  }
  return buffer;
}

async function readSome(
  handle: Readable,
  path: string,
  buffer: Buffer,
  offset: number,
  from: number,
): Promise<number> {
  try {
    return (await handle.read(buffer, offset, buffer.length - offset, from)).bytesRead;
  } catch (error) {
    throw unreadable(path, error);
  }
}

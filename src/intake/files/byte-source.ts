// A file as bytes at positions, so that a stretch can be read again without holding it.

import { type FileHandle, open } from "node:fs/promises";
import { InputError } from "../input-error.ts";
import { unreadable } from "./input-paths.ts";

export interface ByteSource {
  readonly path: string;
  /** Its size when it was opened; what is appended later is not read. */
  readonly bytes: number;
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

/** The caller closes it. Throws an InputError when the file cannot be opened. */
export async function openSource(path: string): Promise<ByteSource> {
  try {
    const handle = await open(path, "r");
    const { size } = await handle.stat();
    return {
      path,
      bytes: size,
      read: (from, length) => readFully(handle, path, from, Math.min(length, size - from)),
      close: () => handle.close(),
    };
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function readFully(handle: FileHandle, path: string, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const bytesRead = await readSome(handle, path, buffer, filled, from + filled);
    if (bytesRead === 0)
      throw new InputError(path, "became shorter while it was read; try again when it is complete");
    filled += bytesRead;
  }
  return buffer;
}

async function readSome(
  handle: FileHandle,
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

// A stream kept in a private temporary file, so that it can be read at positions with flat memory.

import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ByteSource, sourceOf } from "./byte-source.ts";

/** The temporary file cannot be made or written. `code` is the system's, such as "ENOSPC". */
class SpoolError extends Error {
  override readonly name = "SpoolError";
  readonly code: string;

  constructor(path: string, cause: Error) {
    const { code } = cause as NodeJS.ErrnoException;
    const problem = code === "ENOSPC" || code === "EDQUOT" ? "the disk is full" : cause.message;
    const help = "make room there, or name another folder in the environment variable TMPDIR";
    super(`${path}: cannot be kept in a temporary file in "${tmpdir()}": ${problem}; ${help}`, { cause });
    this.code = code ?? "EIO";
  }
}

/**
 * Writes the pieces to a file that only this user may read, and that is gone when the source is closed, or when the
 * process ends. The caller closes it. Throws a SpoolError, and whatever the pieces throw.
 */
export async function spool(path: string, pieces: AsyncIterable<Uint8Array>): Promise<ByteSource> {
  const { handle, remove } = await openTemporary(path);
  const close = () => handle.close().then(remove);
  try {
    let bytes = 0;
    for await (const piece of pieces) {
      await handle.writeFile(piece).catch((error: Error) => Promise.reject(new SpoolError(path, error)));
      bytes += piece.length;
    }
    return { ...sourceOf(handle, path, bytes), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface TemporaryFile {
  readonly handle: FileHandle;
  readonly remove: () => Promise<void>;
}

async function openTemporary(path: string): Promise<TemporaryFile> {
  try {
    const folder = await mkdtemp(join(tmpdir(), "tallybook-"));
    const remove = () => rm(folder, { recursive: true, force: true }).catch(() => {});
    const handle = await open(join(folder, "content"), "wx+", 0o600);
    // At once where the system lets an open file have no name; else when it is closed.
    await remove();
    return { handle, remove };
  } catch (error) {
    throw new SpoolError(path, error as Error);
  }
}

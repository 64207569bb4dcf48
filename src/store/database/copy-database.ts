// A database copied whole into one file, as of its last commit.

import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Connection } from "./connection.ts";
import { toStoreError } from "./errors.ts";
import { createPrivateFile } from "./lock.ts";

/**
 * Puts a copy beside the database, `<path>.format-<format>`, or with a number behind it where there is one by that name
 * already, and answers its path. It bears that name only once it is whole and on the disk. Only for who has the lock.
 */
export function copyBeside(connection: Connection, format: number): string {
  const copy = freePath(`${connection.path}.format-${format}`);
  const unfinished = `${connection.path}.format-${format}-unfinished`;
  try {
    rmSync(unfinished, { force: true });
    copyInto(connection, unfinished);
    // SQLite leaves the copy to the system's leisure.
    flush(unfinished, "r+");
    renameSync(unfinished, copy);
    flush(dirname(copy), "r");
    return copy;
  } catch (cause) {
    rmSync(unfinished, { force: true });
    throw toStoreError(cause, connection.path);
  }
}

/** To a file that is not there yet, which only its owner may read. */
export function copyInto(connection: Connection, path: string): void {
  createPrivateFile(path, path);
  connection.run("vacuum into ?", path);
}

function freePath(path: string): string {
  if (!existsSync(path)) return path;
  for (let number = 2; ; number++) {
    if (!existsSync(`${path}.${number}`)) return `${path}.${number}`;
  }
}

function flush(path: string, flags: "r" | "r+"): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

// Whether a folder still holds what a run wrote there, byte for byte.

import { createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { outputPaths } from "./output-paths.ts";
import { RUN_FILE, readOutputHashes } from "./run-file.ts";

/** `runFile` is the SHA-256 of the run.json that the run wrote, by which it is known whatever other runs wrote there. */
export function holdsOutputs(outDir: string, runFile: string): boolean {
  if (hashRunFile(outDir) !== runFile) return false;
  const { folder } = outputPaths(outDir);
  const hashes = readOutputHashes(folder);
  return hashes !== undefined && [...hashes].every(([file, sha256]) => hashOf(join(folder, file)) === sha256);
}

/** `undefined` where there is none. */
export function hashRunFile(outDir: string): string | undefined {
  return hashOf(join(outputPaths(outDir).folder, RUN_FILE));
}

const PIECE = 1 << 20;

/** Hex; `undefined` of what cannot be read, and of a link, which the run has not written. */
function hashOf(path: string): string | undefined {
  try {
    return lstatSync(path).isFile() ? hashFile(path) : undefined;
  } catch {
    return undefined;
  }
}

function hashFile(path: string): string {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(PIECE);
  const descriptor = openSync(path, "r");
  try {
    for (let bytes = -1; bytes !== 0; ) {
      bytes = readSync(descriptor, piece);
      hash.update(piece.subarray(0, bytes));
    }
  } finally {
    closeSync(descriptor);
  }
  return hash.digest("hex");
}

import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and those around it that are missing. Node's own `recursive` never ends where a file system answers
 * that a parent is missing although it is there, as /proc does. Throws Node's error with its `code`.
 */
export function ensureFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) ensureFolder(parent);
  mkdirSync(path);
}

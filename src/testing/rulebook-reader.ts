import { loadRulebook } from "../rulebook/load.ts";
import type { RulebookReader, RulebookResult } from "./load-test-file.ts";

/** Reads each rulebook once, however many test files name it. */
export function createRulebookReader(): RulebookReader {
  const known = new Map<string, RulebookResult>();
  return (path) => {
    const result = known.get(path) ?? readRulebook(path);
    known.set(path, result);
    return result;
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist",
  ENAMETOOLONG: "does not exist",
  ERR_INVALID_ARG_VALUE: "does not exist",
  ELOOP: "is a symbolic link that leads back to itself",
  EISDIR: "is a folder",
  SPECIAL: "is no plain file",
  EACCES: "may not be read",
  EPERM: "may not be read",
};

function readRulebook(path: string): RulebookResult {
  try {
    return loadRulebook(path);
  } catch (error) {
    const why = REASONS[(error as NodeJS.ErrnoException).code ?? ""];
    if (why === undefined) throw error;
    return { kind: "unreadable", why };
  }
}

import { loadRulebook } from "../../rulebook/load.ts";
import type { LoadResult } from "../../rulebook/parse.ts";
import { UsageError } from "../exit-codes.ts";

/** Throws a UsageError when there is no such file to read. */
export function readRulebook(path: string): LoadResult {
  try {
    return loadRulebook(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason = code === undefined ? undefined : REASONS[code];
    if (reason === undefined) throw cause;
    throw new UsageError(`rulebook "${path}" ${reason}`, { cause });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "does not exist; give the path of a YAML file",
  ENOTDIR: "does not exist; give the path of a YAML file",
  ENAMETOOLONG: "does not exist, its name is too long; give the path of a YAML file",
  ELOOP: "is a symbolic link that leads back to itself; give the path of a YAML file",
  EISDIR: "is a folder; give the path of a YAML file",
  SPECIAL: "is no plain file; give the path of a YAML file",
  EACCES: "may not be read; check its permissions",
  EPERM: "may not be read; check its permissions",
};

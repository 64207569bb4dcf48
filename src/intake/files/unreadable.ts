import { InputError } from "../input-error.ts";

/** The InputError for a failed system call; anything else is handed back as it is. */
export function unreadable(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined) return error;
  if (code === "ENOTDIR" && /\.zip[\\/]/i.test(path)) {
    return new InputError(path, "lies in an archive; give the archive itself, all exports in it are read");
  }
  return new InputError(path, `cannot be read: ${SYSTEM_PROBLEMS[code] ?? code}`);
}

const SYSTEM_PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "no such file",
  ENOTDIR: "a part of its path is not a folder",
  EISDIR: "it is a folder",
  ELOOP: "too many symbolic links",
  ENAMETOOLONG: "the name is too long",
  EMFILE: "too many open files",
};

/** Such as "ENOENT", where the system refused a call. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

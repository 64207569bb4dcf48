// What can go wrong with a database file, in words for the person who named it.

export type StoreErrorCode =
  | "locked"
  | "not-a-database"
  | "foreign"
  | "newer"
  | "older"
  | "missing"
  | "folder"
  | "unwritable"
  | "full";

/** One line, naming the file. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Turns what SQLite or the file system throws into a StoreError; anything else, a bug, comes back as it is. */
export function toStoreError(cause: unknown, path: string): unknown {
  if (cause instanceof StoreError) return cause;
  const reason = reasonOf(systemCode(cause), path);
  return reason === undefined ? cause : new StoreError(reason[0], reason[1], { cause });
}

export function systemCode(cause: unknown): string {
  if (!(cause instanceof Error) || !("code" in cause)) return "";
  return typeof cause.code === "string" ? cause.code : "";
}

function reasonOf(code: string, path: string): readonly [StoreErrorCode, string] | undefined {
  if (code === "SQLITE_READONLY_ROLLBACK") {
    return ["unwritable", `database "${path}" was left unfinished by a run that broke off; run again first`];
  }
  // What SQLite says of its "-shm" file where not a byte is left.
  if (code === "SQLITE_IOERR_SHMSIZE") return reasonOf("SQLITE_FULL", path);
  const primary = /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;
  switch (primary) {
    case "SQLITE_BUSY":
    case "SQLITE_LOCKED":
      return ["locked", `database "${path}" is in use by another program; try again when that has ended`];
    case "SQLITE_NOTADB":
      return ["not-a-database", `"${path}" is not a database; expected one made by tallybook, or a new name`];
    case "SQLITE_CORRUPT":
      return ["not-a-database", `database "${path}" is damaged (${code}); restore it from a backup`];
    case "SQLITE_FULL":
    case "ENOSPC":
    case "EDQUOT":
      return ["full", `database "${path}" cannot grow: no space left on its disk; nothing was changed`];
    case "ENOENT":
    case "ENOTDIR":
      return ["unwritable", `database "${path}" cannot be made: its folder does not exist`];
    case "SQLITE_READONLY":
    case "SQLITE_CANTOPEN":
    case "SQLITE_PERM":
    case "SQLITE_IOERR":
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return ["unwritable", `database "${path}" cannot be opened or written (${code}); check permissions`];
    default:
      return undefined;
  }
}

/** `usage`: another folder has to be given. `cannot-finish`: disk or permissions. */
export type OutputErrorKind = "usage" | "cannot-finish";

/** The output folder cannot be used or made. One line, naming the folder. */
export class OutputError extends Error {
  override readonly name = "OutputError";
  readonly kind: OutputErrorKind;

  constructor(kind: OutputErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** Turns what the file system throws into an OutputError; anything else, a bug, comes back as it is. */
export function toOutputError(cause: unknown, folder: string): unknown {
  if (cause instanceof OutputError) return cause;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return cannotFinish(
        `output folder "${folder}" cannot be written: no space left on its disk; make room, then run again`,
        cause,
      );
    case "EBUSY":
    case "EXDEV":
      return new OutputError("usage", `output folder "${folder}" is a mount point; give a folder inside it`, {
        cause,
      });
    case "ENAMETOOLONG":
      return new OutputError("usage", `output folder "${folder}": the name is too long; give a shorter one`, {
        cause,
      });
    case "ELOOP":
      return new OutputError(
        "usage",
        `output folder "${folder}" lies behind a symbolic link that leads back to itself; give another place`,
        { cause },
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return cannotFinish(`output folder "${folder}" cannot be written (${code}); check permissions`, cause);
    default:
      return typeof code === "string" && /^E[A-Z]+$/.test(code)
        ? cannotFinish(`output folder "${folder}" cannot be written (${code})`, cause)
        : cause;
  }
}

function cannotFinish(message: string, cause: unknown): OutputError {
  return new OutputError("cannot-finish", message, { cause });
}

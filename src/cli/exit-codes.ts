// What each outcome of a command is to the shell.

export const EXIT = {
  done: 0,
  /** Done, and found something. */
  found: 1,
  wrongUse: 2,
  couldNotFinish: 3,
  databaseInUse: 75,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command was called in a way that cannot work; the message says what to change. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

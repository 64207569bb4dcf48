// The database of a command, closed whatever happens.

import { existsSync, lstatSync, mkdtempSync, readlinkSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureFolder } from "../../output/ensure-folder.ts";
import { copyOlder } from "../../store/database/open-database.ts";
import { openStore, type Store } from "../../store/store.ts";
import { readBuild } from "../build.ts";
import { UsageError } from "../exit-codes.ts";

interface RunStoreOptions {
  readonly db: string;
  readonly dryRun?: boolean;
  readonly wait?: boolean;
}

/**
 * A dry run on a database that is not there yet, or that an earlier version made, has a passing one, and leaves none
 * behind.
 */
export async function withRunStore<Result>(
  { db, dryRun = false, wait = false }: RunStoreOptions,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  refusePath(db);
  if (!dryRun) {
    makeParent(db);
    return useStore({ path: db, wait, isPassing: false }, use);
  }
  return withPassingFile((passing) => {
    const isPassing = !existsSync(db) || copyOlder(db, passing);
    return useStore({ path: isPassing ? passing : db, wait, isPassing }, use);
  });
}

/** An empty database, thrown away after use. */
export function withPassingStore<Result>(use: (store: Store) => Promise<Result>): Promise<Result> {
  return withPassingFile((path) => useStore({ path, wait: false, isPassing: true }, use));
}

async function withPassingFile<Result>(use: (path: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "tallybook-"));
  try {
    return await use(join(folder, "passing.db"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface OpenedFile {
  readonly path: string;
  readonly wait: boolean;
  readonly isPassing: boolean;
}

/** Refuses what the system would only answer by a code; the rest is for those who open the file. */
export function refusePath(path: string): void {
  try {
    const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    if (isLink && statSync(path, { throwIfNoEntry: false }) === undefined) {
      const to = readlinkSync(path);
      throw new UsageError(
        `--db "${path}" is a symbolic link to "${to}", which does not exist; give the file itself`,
      );
    }
    lstatSync(`${path}${LONGEST_SUFFIX}`, { throwIfNoEntry: false });
  } catch (cause) {
    const reason = REASONS[(cause as NodeJS.ErrnoException).code ?? ""];
    if (cause instanceof UsageError) throw cause;
    if (reason !== undefined) throw new UsageError(`--db "${path}" ${reason}; give another place`, { cause });
  }
}

/** Of the files that SQLite keeps beside a database. */
const LONGEST_SUFFIX = ".lock-journal";

const REASONS: Readonly<Record<string, string>> = {
  ENOTDIR: "lies in what is no folder",
  ENAMETOOLONG: "has too long a name",
  ELOOP: "is a symbolic link that leads back to itself",
};

async function useStore<Result>(
  { path, wait, isPassing }: OpenedFile,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  const isNew = !existsSync(path);
  const store = openStore(path, { mode: "write", wait, isPassing, build: readBuild() });
  try {
    return await use(store);
  } finally {
    const isUseless = isNew && store.isEmpty();
    store.close();
    if (isUseless) removeDatabase(path);
  }
}

/** What a first run leaves that came to nothing; the lock's file stays, as another run may be waiting at it. */
function removeDatabase(path: string): void {
  for (const suffix of ["", "-journal", "-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}

/** For changing a database that a run of this version has made; throws a StoreError where there is none. */
export async function withExistingStore<Result>(
  { db, wait = false }: RunStoreOptions,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  refusePath(db);
  openStore(db, { mode: "read" }).close();
  return useStore({ path: db, wait, isPassing: false }, use);
}

/** Closed when what `use` answers is there, be it a promise. */
export function withReadStore<Result>(path: string, use: (store: Store) => Result): Result {
  refusePath(path);
  const store = openStore(path, { mode: "read", build: readBuild() });
  let isPending = false;
  try {
    const result = use(store);
    if (!(result instanceof Promise)) return result;
    isPending = true;
    return result.finally(() => store.close()) as Result;
  } finally {
    if (!isPending) store.close();
  }
}

function makeParent(path: string): void {
  try {
    ensureFolder(dirname(path));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(`--db "${path}": its folder cannot be made (${code}); give another place`, {
      cause,
    });
  }
}

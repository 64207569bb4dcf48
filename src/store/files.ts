// Files that were taken in: which are known, which have grown, and what became of their rows.

import { basename } from "node:path";
import type {
  FileEnd,
  FileStanding,
  InputFile,
  InputKind,
  KnownFile,
  RejectOrigin,
  RowCounts,
} from "../intake/sink.ts";
import type { Connection } from "./connection.ts";

/** Of the newest files. */
const MOST_SIZES = 10_000;

export function findKnownSizes(connection: Connection, kind: InputKind): readonly number[] {
  return connection
    .all<{ bytes: number }>(
      `select bytes from source_file where kind = ? and superseded = 0
      group by bytes order by max(source_file_id) desc limit ?`,
      ...[kind, MOST_SIZES],
    )
    .map((row) => row.bytes);
}

/** How the file stands to those that were taken in before; known ones are put down as given to this run too. */
export function findStanding(connection: Connection, runId: number, file: InputFile): FileStanding {
  // What such a file lacks counts too: it is always read from beginning to end.
  if (file.isComplete) return { kind: "new" };
  const usable = createUsable(connection, runId, file.kind);
  if (usable(findCopy(connection, file, file.sha256)) !== undefined) {
    markGiven(connection, runId, file, file.sha256);
    return { kind: "known" };
  }
  const longestFirst = [...file.beginnings].sort(([a], [b]) => b - a);
  for (const [bytes, sha256] of longestFirst) {
    const beginning = usable(findCopy(connection, file, sha256));
    if (beginning?.isClean !== 1) continue;
    markGiven(connection, runId, file, sha256);
    return { kind: "grown", bytes, lines: beginning.lines };
  }
  return { kind: "new" };
}

interface Copy {
  readonly lastRunId: number;
  readonly lines: number;
  readonly isClean: number;
}

/** The newest file with this content, read with the same layout. */
function findCopy(
  connection: Connection,
  { kind, layout, source }: InputFile,
  sha256: string,
): Copy | undefined {
  return connection.get<Copy>(
    `select last_run_id as lastRunId, lines, is_clean as isClean from source_file
    where kind = ? and sha256 = ? and layout = ? and source = ? and superseded = 0
    order by last_run_id desc, source_file_id desc limit 1`,
    ...[kind, sha256, layout, source],
  );
}

/**
 * Events and links once taken in stay. Contacts do not: a file from before the last run may bring back values that
 * another file has replaced since, so it counts as known only if the last run was given it too.
 */
function createUsable(connection: Connection, runId: number, kind: InputKind) {
  if (kind !== "contacts") return (copy: Copy | undefined) => copy;
  const before = connection.get<{ runId: number }>(
    "select coalesce(max(run_id), 0) as runId from run where run_id < ?",
    runId,
  );
  const lastRun = before?.runId ?? 0;
  return (copy: Copy | undefined) => (copy !== undefined && copy.lastRunId >= lastRun ? copy : undefined);
}

function markGiven(connection: Connection, runId: number, { kind }: InputFile, sha256: string): void {
  const sql = "update source_file set last_run_id = ? where kind = ? and sha256 = ?";
  connection.run(sql, runId, kind, sha256);
}

/** Files with this content, or the beginning of it, that another layout has read: they are read anew. */
export function supersede(connection: Connection, file: InputFile): readonly number[] {
  const { kind, layout, source } = file;
  return [file.sha256, ...file.beginnings.values()].flatMap((sha256) =>
    connection
      .all<{ id: number }>(
        `update source_file set superseded = 1
        where kind = ? and sha256 = ? and superseded = 0 and (layout <> ? or source <> ?)
        returning source_file_id as id`,
        ...[kind, sha256, layout, source],
      )
      .map((row) => row.id),
  );
}

export function insertFile(connection: Connection, runId: number, file: InputFile): number {
  const inserted = connection.run(
    `insert into source_file (run_id, last_run_id, kind, source, path, sha256, bytes, layout, delimiter, headers)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[runId, runId, file.kind, file.source, file.path, file.sha256, file.bytes],
    ...[file.layout, file.delimiter, JSON.stringify(file.headers)],
  );
  return Number(inserted.lastInsertRowid);
}

export function saveCounts(
  connection: Connection,
  sourceFileId: number,
  counts: RowCounts,
  { lines, isClean }: FileEnd,
): void {
  const { rows, accepted, duplicates, rejected, replaced, forgotten } = counts;
  const { skippedTimes, repeatedTimes, roundedNumbers } = counts;
  connection.run(
    `update source_file set rows = ?, accepted = ?, duplicates = ?, rejected = ?, replaced = ?, forgotten = ?,
    skipped_times = ?, repeated_times = ?, rounded_numbers = ?, lines = ?, is_clean = ? where source_file_id = ?`,
    ...[rows, accepted, duplicates, rejected, replaced, forgotten],
    ...[skippedTimes, repeatedTimes, roundedNumbers, lines, isClean ? 1 : 0, sourceFileId],
  );
}

/** How the file was read that a reject came from. */
export function findFile(connection: Connection, origin: RejectOrigin): KnownFile | undefined {
  type Stored = Omit<KnownFile, "headers"> & { readonly headers: string };
  const stored = connection.get<Stored>(
    "select kind, source, delimiter, headers from source_file where source_file_id = ?",
    findOriginId(connection, origin) ?? null,
  );
  return stored && { ...stored, headers: JSON.parse(stored.headers) as readonly string[] };
}

/** The file that the newest such reject came from, else the newest file of the source with that name. */
export function findOriginId(
  connection: Connection,
  { source, file, line }: RejectOrigin,
): number | undefined {
  const reject = connection.get<{ id: number }>(
    `select origin_file_id as id from reject where source = ? and file = ? and line = ?
    order by reject_id desc limit 1`,
    ...[source, file, line],
  );
  if (reject !== undefined) return reject.id;
  return connection
    .all<{ id: number; path: string }>(
      "select source_file_id as id, path from source_file where source = ? order by source_file_id desc",
      source,
    )
    .find(({ path }) => basename(path) === file)?.id;
}

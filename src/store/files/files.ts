// Files that were taken in: which are known, which have grown, and what became of their rows.

import type {
  FedOrigin,
  FileEnd,
  FileStanding,
  InputFile,
  InputKind,
  KnownFile,
  RowCounts,
} from "../../intake/sink.ts";
import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";

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

/** How the file stands to those that were taken in before, and the file it was known by or has grown from. */
export interface Acquaintance {
  readonly standing: FileStanding;
  readonly sourceFileId: number | undefined;
}

/** Files that are known are put down as given to this run too. */
export function meetFile(
  connection: Connection,
  runId: number,
  file: InputFile,
  contactFiles: ContactFiles,
): Acquaintance {
  if (file.kind === "contacts") contactFiles.given++;
  const position = file.kind === "contacts" ? contactFiles.given : 0;
  const isUsable = createUsable(connection, runId, file.kind, contactFiles);
  const copy = findCopy(connection, file, file.sha256);
  if (copy !== undefined && isUsable(copy)) {
    contactFiles.lastPosition = copy.position;
    markGiven(connection, runId, copy.sourceFileId, position);
    return { standing: { kind: "known" }, sourceFileId: copy.sourceFileId };
  }
  const beginning = file.isComplete ? undefined : findBeginning(connection, file, isUsable);
  contactFiles.hasRead ||= file.kind === "contacts";
  if (beginning === undefined) return { standing: { kind: "new" }, sourceFileId: undefined };
  const { bytes, lines, sourceFileId } = beginning;
  markGiven(connection, runId, sourceFileId, position);
  return { standing: { kind: "grown", bytes, lines }, sourceFileId };
}

/** The longest; where that does not end with a whole row, none is of use. */
function findBeginning(
  connection: Connection,
  file: InputFile,
  isUsable: (copy: Copy) => boolean,
): (Copy & { readonly bytes: number }) | undefined {
  const longestFirst = [...file.beginnings].sort(([a], [b]) => b - a);
  for (const [bytes, sha256] of longestFirst) {
    const copy = findCopy(connection, file, sha256);
    if (copy?.isClean === 1 && isUsable(copy)) return { ...copy, bytes };
  }
  return undefined;
}

interface Copy {
  readonly sourceFileId: number;
  readonly lastRunId: number;
  readonly position: number;
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
    `select source_file_id as sourceFileId, last_run_id as lastRunId, position, lines, is_clean as isClean
    from source_file
    where kind = ? and sha256 = ? and layout = ? and source = ? and superseded = 0
    order by last_run_id desc, source_file_id desc limit 1`,
    ...[kind, sha256, layout, source],
  );
}

/** The files of contacts that a run has been given so far. */
export interface ContactFiles {
  given: number;
  /** Of the last one that was known, among those of the run before. */
  lastPosition: number;
  /** One was not known, so that its rows may have changed what those behind it say. */
  hasRead: boolean;
}

/**
 * Events and links once taken in stay. Contacts do not: what the last file says counts. A file is known only if the
 * last run was given it too, and nothing else has come in between.
 */
function createUsable(
  connection: Connection,
  runId: number,
  kind: InputKind,
  { hasRead, lastPosition }: ContactFiles,
): (copy: Copy) => boolean {
  if (kind !== "contacts") return () => true;
  const before = connection.get<{ runId: number }>(
    "select coalesce(max(run_id), 0) as runId from run where run_id < ?",
    runId,
  );
  const lastRun = before?.runId ?? 0;
  return (copy) =>
    !hasRead && copy.position > lastPosition && copy.lastRunId >= lastRun && copy.lastRunId < runId;
}

function markGiven(connection: Connection, runId: number, sourceFileId: number, position: number): void {
  const sql = "update source_file set last_run_id = ?, position = ? where source_file_id = ?";
  connection.run(sql, runId, position, sourceFileId);
}

/** Files whose beginning this one has, but that ended within a row: what that row became is to be read anew. */
export function findUnfinished(connection: Connection, file: InputFile): readonly number[] {
  const { kind, layout, source } = file;
  return [...file.beginnings.values()].flatMap((sha256) =>
    connection
      .all<{ id: number }>(
        `select source_file_id as id from source_file
        where kind = ? and sha256 = ? and layout = ? and source = ? and superseded = 0 and is_clean = 0`,
        ...[kind, sha256, layout, source],
      )
      .map((row) => row.id),
  );
}

/**
 * Files with this content, or the beginning of it, that the source has read by another layout, or another source that
 * the rulebook has no more: they are read anew. Two sources may well have files of the same content.
 */
export function supersede(
  connection: Connection,
  file: InputFile,
  sourceIds: ReadonlySet<string>,
): readonly number[] {
  const { kind, layout, source } = file;
  return [file.sha256, ...file.beginnings.values()].flatMap((sha256) =>
    connection
      .all<{ id: number }>(
        `update source_file set superseded = 1
        where kind = ? and sha256 = ? and superseded = 0
          and (source = ? and layout <> ? or source <> ? and source not in (select value from json_each(?)))
        returning source_file_id as id`,
        ...[kind, sha256, source, layout, source, JSON.stringify([...sourceIds])],
      )
      .map((row) => row.id),
  );
}

export function insertFile(
  connection: Connection,
  runId: number,
  file: InputFile,
  { position, age }: { readonly position: number; readonly age: number | undefined },
): number {
  const inserted = connection.run(
    `insert into source_file (run_id, last_run_id, kind, source, path, sha256, bytes, layout, delimiter, headers,
      position, age)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
      coalesce(?, (select coalesce(max(source_file_id), 0) + 1 from source_file)))`,
    ...[runId, runId, file.kind, file.source, file.path, file.sha256, file.bytes],
    ...[file.layout, file.delimiter, JSON.stringify(file.headers), position, age ?? null],
  );
  return Number(inserted.lastInsertRowid);
}

/** Of the first file with this content. */
export function findAge(connection: Connection, { kind, sha256 }: InputFile): number | undefined {
  const sql = "select min(age) as age from source_file where kind = ? and sha256 = ? having age is not null";
  return connection.get<{ age: number }>(sql, kind, sha256)?.age;
}

export function hasOtherLayouts(connection: Connection, { kind, source, layout }: InputFile): boolean {
  const sql = "select 1 from source_file where kind = ? and source = ? and layout <> ? limit 1";
  return connection.get(sql, kind, source, layout) !== undefined;
}

/** The fields that the source's last file of contacts gave in an earlier run, if it was read otherwise. */
export function findFormerFields(
  connection: Connection,
  runId: number,
  { source, layout }: InputFile,
): readonly string[] {
  const last = connection.get<{ layout: string; fields: string | null }>(
    `select layout, fields from source_file where kind = 'contacts' and source = ? and run_id < ?
    order by source_file_id desc limit 1`,
    ...[source, runId],
  );
  if (last === undefined || last.layout === layout || last.fields === null) return [];
  return JSON.parse(last.fields) as readonly string[];
}

export function saveFields(connection: Connection, sourceFileId: number, fields: readonly string[]): void {
  const sql = "update source_file set fields = ? where source_file_id = ?";
  connection.run(sql, JSON.stringify(fields), sourceFileId);
}

export function saveCounts(
  connection: Connection,
  sourceFileId: number,
  counts: RowCounts,
  { lines, isClean }: FileEnd,
  newestAt: Instant | undefined,
): void {
  const { rows, accepted, duplicates, rejected, replaced, forgotten } = counts;
  const { skippedTimes, repeatedTimes, roundedNumbers } = counts;
  connection.run(
    `update source_file set rows = ?, accepted = ?, duplicates = ?, rejected = ?, replaced = ?, forgotten = ?,
    skipped_times = ?, repeated_times = ?, rounded_numbers = ?, lines = ?, is_clean = ?, newest_at = ?
    where source_file_id = ?`,
    ...[rows, accepted, duplicates, rejected, replaced, forgotten],
    ...[skippedTimes, repeatedTimes, roundedNumbers, lines, isClean ? 1 : 0, newestAt ?? null, sourceFileId],
  );
}

/** How the file was read that a reject came from; "ambiguous": such files were read with several headers. */
export function findFile(connection: Connection, origin: FedOrigin): KnownFile | "ambiguous" | undefined {
  type Stored = Omit<KnownFile, "headers"> & { readonly headers: string };
  const found = connection.all<Stored>(
    `select distinct kind, source, delimiter, headers from source_file
    where source_file_id in (select value from json_each(?))`,
    JSON.stringify(findOriginIds(connection, origin)),
  );
  if (found.length > 1) return "ambiguous";
  const [stored] = found;
  return stored && { ...stored, headers: JSON.parse(stored.headers) as readonly string[] };
}

/** Files that have had such a reject; of those the ones with the same message, should there be any. */
export function findOriginIds(
  connection: Connection,
  { source, file, line, message }: FedOrigin,
): readonly number[] {
  const rejects = connection.all<{ id: number; message: string }>(
    `select distinct origin_file_id as id, message from reject where source = ? and file = ? and line = ?
    order by reject_id desc`,
    ...[source, file, line],
  );
  const same = rejects.filter((reject) => reject.message === message);
  return (same.length > 0 ? same : rejects).map(({ id }) => id);
}

/** Header texts of the files of a kind that count, each once. */
export function findHeaders(connection: Connection, kind: InputKind): readonly string[] {
  return connection
    .all<{ header: string }>(
      `select distinct header.value as header from source_file, json_each(source_file.headers) as header
      where source_file.kind = ? and source_file.superseded = 0 order by header.value`,
      kind,
    )
    .map(({ header }) => header);
}

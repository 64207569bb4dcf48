// The runs of a database, and the rulebooks they used.

import type { Connection } from "../database/connection.ts";
import type { Basis, NewRun, RunEnd, RunRecord, Summary } from "../model.ts";
import { formatDistribution, parseDistribution } from "../outcomes/distribution.ts";
import {
  formatStageSizes,
  formatTallies,
  parseStageSizes,
  parseTallies,
  type Sizes,
  type Tallies,
} from "../outcomes/tallies.ts";
import { keepRulebook } from "./kept-rulebooks.ts";
import { claimUnwrittenActions, takeOverUnwritten } from "./unwritten.ts";

interface StoredRun extends Omit<RunRecord, "summary" | "written" | "runFile" | "basis" | "tallies"> {
  readonly summary: string;
  readonly written: number;
  readonly runFile: string | null;
  readonly basis: string;
  readonly tallies: string | null;
}

const SELECT_RUN = `select run_id as runId, as_of as asOf, rulebook_id as rulebookId, rulebook_hash as rulebookHash,
  timezone, program_version as programVersion, basis, tallies, summary, written,
  run_file as runFile from run where summary is not null`;

export function findLastRun(connection: Connection): RunRecord | undefined {
  return toRecord(connection.get<StoredRun>(`${SELECT_RUN} order by run_id desc limit 1`));
}

export function findRun(connection: Connection, runId: number): RunRecord | undefined {
  return toRecord(connection.get<StoredRun>(`${SELECT_RUN} and run_id = ?`, runId));
}

/** The as-of of an import before the first run: whatever happened is still to come. The year 0. */
export const BEFORE_ALL_EVENTS = -62_167_219_200_000;

/** The newest run, be it one that only took in files. */
export function findLatest(
  connection: Connection,
): Pick<RunRecord, "runId" | "asOf" | "timezone"> | undefined {
  return connection.get(
    "select run_id as runId, as_of as asOf, timezone from run order by run_id desc limit 1",
  );
}

function toRecord(row: StoredRun | undefined): RunRecord | undefined {
  if (row === undefined) return undefined;
  const { summary, written, runFile, basis, tallies } = row;
  return {
    ...row,
    basis: JSON.parse(basis) as Basis,
    tallies: tallies === null ? undefined : parseTallies(tallies),
    summary: JSON.parse(summary) as Summary,
    written: written === 1,
    runFile: runFile ?? undefined,
  };
}

/** As they were at the end of the run, whoever was forgotten since. `undefined` of a run by a version that kept none. */
export function readSizes(connection: Connection, runId: number): Sizes | undefined {
  const stored = connection.get<{ distribution: string; stages: string }>(
    "select distribution, stages from run where run_id = ? and distribution is not null",
    runId,
  );
  return stored && { scores: parseDistribution(stored.distribution), stages: parseStageSizes(stored.stages) };
}

/** Of the last run; a run that carries on from it adds them to what it has counted so far. */
export function readLastSizes(connection: Connection): Sizes | undefined {
  const last = "select max(run_id) as runId from run where summary is not null having runId is not null";
  const found = connection.get<{ runId: number }>(last);
  return found && readSizes(connection, found.runId);
}

/** The run has no summary until it is finished; one that only takes in files never has. */
export function insertRun(connection: Connection, run: NewRun, build: string | undefined): number {
  const { asOf, rulebook, programVersion } = run;
  keepRulebook(connection, run, build);
  const inserted = connection.run(
    `insert into run (as_of, rulebook_id, rulebook_hash, timezone, program_version)
    values (?, ?, ?, ?, ?)`,
    ...[asOf, rulebook.id, rulebook.hash, rulebook.timezone, programVersion],
  );
  return Number(inserted.lastInsertRowid);
}

/** Files that brought nothing new are put down to the last run, so that they are known the next time. */
export function removeRun(connection: Connection, runId: number): void {
  const last = connection.get<{ runId: number }>(
    "select max(run_id) as runId from run where run_id < ? having runId is not null",
    runId,
  );
  if (last === undefined) throw new Error("the first run of a database cannot be dropped");
  connection.run("update source_file set last_run_id = ? where last_run_id = ?", last.runId, runId);
  for (const table of ["source_file", "reject", "conflict"]) {
    connection.run(`update ${table} set run_id = ? where run_id = ?`, last.runId, runId);
  }
  connection.run("delete from run where run_id = ?", runId);
  connection.run("delete from rulebook where hash not in (select rulebook_hash from run)");
}

export function endRun(
  connection: Connection,
  runId: number,
  { summary, triggers, basis }: RunEnd,
  tallies: Tallies,
): void {
  for (const trigger of triggers) {
    const sql = "insert into known_trigger (trigger_id, first_run_id) values (?, ?) on conflict do nothing";
    connection.run(sql, trigger, runId);
  }
  claimUnwrittenActions(connection, runId);
  takeOverUnwritten(connection, runId);
  connection.run(
    "update run set summary = ?, basis = ?, tallies = ?, distribution = ?, stages = ? where run_id = ?",
    ...[JSON.stringify(summary), JSON.stringify(basis), formatTallies(tallies)],
    ...[formatDistribution(tallies.scores), formatStageSizes(tallies.stages), runId],
  );
}

export function findKnownTriggers(connection: Connection): ReadonlySet<string> {
  const rows = connection.all<{ id: string }>("select trigger_id as id from known_trigger");
  return new Set(rows.map((row) => row.id));
}

/**
 * Once something was changed behind the last run's back: the next one counts anew, and so evaluates all, and no output
 * folder is up to date.
 */
export function forgetTallies(connection: Connection): void {
  connection.run("update run set tallies = null, run_file = null");
}

export function markRunWritten(connection: Connection, runId: number, runFile: string): void {
  connection.run("update run set written = 1, run_file = ? where run_id = ?", runFile, runId);
}

// The rulebooks that runs have used: their files, and what the program made of them, so that it need not do so again.

import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import type { ReadRulebook, RulebookFile } from "../../rulebook/model.ts";
import { rememberStretches, type Stretch, usualStretches } from "../../values/stretches.ts";
import { type Connection, connect, type SqlValue } from "../database/connection.ts";
import type { NewRun } from "../model.ts";

export function loadRulebookFiles(connection: Connection, hash: string): readonly RulebookFile[] | undefined {
  const row = connection.get<{ files: string }>("select files from rulebook where hash = ?", hash);
  return row === undefined ? undefined : parseFiles(row.files);
}

const parseFiles = (files: string) => JSON.parse(files) as readonly RulebookFile[];

/** Under the names that its files have now: by these its places are shown, and it is found again. */
export function keepRulebook(
  connection: Connection,
  { rulebook, warnings }: Pick<NewRun, "rulebook" | "warnings">,
  build: string | undefined,
): void {
  const isResolved = build !== undefined && warnings !== undefined;
  const files = JSON.stringify(rulebook.files.map(({ name, text }) => ({ name, text })));
  connection.run(
    `insert into rulebook (hash, files, resolved, resolved_by) values (?, ?, ?, ?)
    on conflict do update
      set files = excluded.files, resolved = excluded.resolved, resolved_by = excluded.resolved_by
      where (files, resolved, resolved_by) is not (excluded.files, excluded.resolved, excluded.resolved_by)`,
    ...[rulebook.hash, files],
    ...(isResolved ? [pack({ rulebook, warnings }), build] : [null, null]),
  );
}

interface KeptRow {
  readonly files: string;
  /** Bytes, unless somebody has changed it. */
  readonly resolved: SqlValue;
}

/** As this build has resolved it; `undefined` where it did not, or what is kept of that is damaged. */
export function findResolved(
  connection: Connection,
  hash: string,
  build: string | undefined,
): ReadRulebook | undefined {
  if (build === undefined) return undefined;
  const sql = "select files, resolved from rulebook where hash = ? and resolved_by = ?";
  return unpack(connection.get<KeptRow>(sql, hash, build));
}

/** That of the newest run or import, likewise. Never throws, whatever there is at `path`, and waits for nobody. */
export function peekResolved(path: string, build: string | undefined): ReadRulebook | undefined {
  if (build === undefined) return undefined;
  try {
    if (!statSync(path).isFile()) return undefined;
    const connection = connect(path, { readonly: true, timeout: 0 });
    try {
      return unpack(connection.get<KeptRow>(SELECT_NEWEST, build));
    } finally {
      connection.close();
    }
  } catch {
    return undefined;
  }
}

const SELECT_NEWEST = `select files, resolved from rulebook
  where hash = (select rulebook_hash from run order by run_id desc limit 1) and resolved_by = ?`;

/**
 * The files are kept beside it. In front stands a hash, for damage must not change what a rulebook says. What was read
 * from there is written by V8 in other bytes than what was resolved just now (its arrays may have holes): once there and
 * back makes them the same, so that a database does not tell which of them a run had.
 */
function pack({ rulebook, warnings }: ReadRulebook): Buffer {
  const kept: Kept = {
    ...{ rulebook: { ...rulebook, files: [] }, warnings },
    stretches: usualStretches(rulebook.timezone),
  };
  const content = serialize(deserialize(serialize(kept)));
  return Buffer.concat([hashOf(content), content]);
}

interface Kept extends ReadRulebook {
  /** Of its time zone. Asking for the first of them takes longer than reading all that is kept. */
  readonly stretches: readonly Stretch[];
}

const HASH_BYTES = 32;

const hashOf = (content: Buffer) => createHash("sha256").update(content).digest();

function unpack(row: KeptRow | undefined): ReadRulebook | undefined {
  if (!Buffer.isBuffer(row?.resolved)) return undefined;
  const content = row.resolved.subarray(HASH_BYTES);
  if (!hashOf(content).equals(row.resolved.subarray(0, HASH_BYTES))) return undefined;
  const { rulebook, warnings, stretches } = deserialize(content) as Kept;
  rememberStretches(rulebook.timezone, stretches);
  return { rulebook: { ...rulebook, files: parseFiles(row.files) }, warnings };
}

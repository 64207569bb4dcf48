// What runs up to an instant had left of a contact: of the last run as it is kept, of an earlier one what firings and
// changes tell. The first run records no changes: what none tells of dates from it.

import type { StageState } from "../../evaluate/history.ts";
import type { KeptTrigger } from "../../evaluate/recall-triggers.ts";
import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";
import type { CollectionKind } from "../model.ts";
import type { KeptState } from "../outcomes/state.ts";
import { loadState } from "../outcomes/state-table.ts";
import type { Membership } from "../read/standing.ts";

export interface StateAt {
  /** The last run by then; absent: before the first. */
  readonly run: RunAt | undefined;
  readonly memberships: readonly Membership[];
  readonly stage: StageState | undefined;
  /** Those that have fired by then, and those that the last run left in a state of their own. */
  readonly triggers: readonly KeptTrigger[];
  readonly knownTriggers: ReadonlySet<string>;
}

export interface RunAt {
  readonly runId: number;
  readonly asOf: Instant;
  readonly rulebookHash: string;
  /** It is the last of all: nothing had to be rebuilt. */
  readonly isLast: boolean;
}

export function readStateAt(connection: Connection, contactId: string, asOf: Instant): StateAt {
  const run = findRunAt(connection, asOf);
  const kept = loadState(connection, contactId);
  const runId = run?.runId ?? 0;
  const known = connection.all<{ id: string }>(
    "select trigger_id as id from known_trigger where first_run_id <= ?",
    runId,
  );
  const standing =
    run?.isLast === true
      ? { memberships: kept.memberships, stage: stageOf(kept) }
      : rebuildStanding(kept, readPast(connection, contactId, runId, run?.asOf ?? asOf));
  return {
    run,
    ...standing,
    triggers: readTriggers(connection, contactId, kept, runId),
    knownTriggers: new Set(known.map(({ id }) => id)),
  };
}

function findRunAt(connection: Connection, asOf: Instant): RunAt | undefined {
  const row = connection.get<Omit<RunAt, "isLast"> & { readonly isLast: number }>(
    `select run_id as runId, as_of as asOf, rulebook_hash as rulebookHash,
      run_id = (select max(run_id) from run where summary is not null) as isLast
    from run where as_of <= ? and summary is not null order by run_id desc limit 1`,
    asOf,
  );
  return row && { ...row, isLast: row.isLast === 1 };
}

/** Something of a contact that a run moved. */
interface Move {
  readonly runId: number;
  readonly asOf: Instant;
  readonly kind: CollectionKind | "stage";
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** In the order of the runs. One look-up for each run: the table has runs first. */
function readMoves(connection: Connection, contactId: string): readonly Move[] {
  return connection.all<Move>(
    `select run.run_id as runId, run.as_of as asOf, change.kind, change.name, change.before, change.after
    from run cross join change on change.run_id = run.run_id and change.contact_id = ?
    where change.kind in ('segment', 'label', 'stage') order by run.run_id`,
    contactId,
  );
}

/** What moved before and after a run, and when all began. */
interface Past {
  /** Of the run. */
  readonly asOf: Instant;
  readonly earlier: readonly Move[];
  /** The last one first. */
  readonly later: readonly Move[];
  /** As-of of the first run by then; absent: there was none. */
  readonly beganAt: Instant | undefined;
}

function readPast(connection: Connection, contactId: string, runId: number, asOf: Instant): Past {
  const moves = readMoves(connection, contactId);
  const first = connection.get<{ asOf: Instant }>(
    "select as_of as asOf from run where run_id <= ? order by run_id limit 1",
    runId,
  );
  return {
    asOf,
    earlier: moves.filter((move) => move.runId <= runId),
    later: moves.filter((move) => move.runId > runId).reverse(),
    beganAt: first?.asOf,
  };
}

function rebuildStanding(kept: KeptState, past: Past): Pick<StateAt, "memberships" | "stage"> {
  const { beganAt } = past;
  if (beganAt === undefined) return { memberships: [], stage: undefined };
  return {
    memberships: rebuildMemberships(kept, past, beganAt),
    stage: rebuildStage(kept, past, beganAt),
  };
}

const placeOf = ({ kind, name }: Pick<Move, "kind" | "name">) => `${kind} ${name}`;

function rebuildMemberships(
  { memberships }: KeptState,
  { earlier, later }: Past,
  beganAt: Instant,
): readonly Membership[] {
  const members = new Map<string, Membership>(
    memberships.map(({ kind, name, since }) => [placeOf({ kind, name }), { kind, name, since }]),
  );
  for (const { kind, name, before } of later) {
    if (kind === "stage") continue;
    const place = placeOf({ kind, name });
    const entered = earlier.findLast((move) => placeOf(move) === place && move.after !== null);
    if (before === null) members.delete(place);
    else members.set(place, { kind, name, since: entered?.asOf ?? beganAt });
  }
  return [...members.values()];
}

function stageOf({ stage }: KeptState): StageState | undefined {
  return stage && { stage: stage.stage, since: stage.since };
}

/**
 * Who is recycled and reaches the same stage again in one run does not move: that this was its latest move can be told
 * until the next one only, later the move before it stands for it.
 */
function rebuildStage(
  kept: KeptState,
  { earlier, later, asOf }: Past,
  beganAt: Instant,
): StageState | undefined {
  const undone = later.findLast(({ kind }) => kind === "stage");
  const stage = undone === undefined ? kept.stage?.stage : (undone.before ?? undefined);
  if (stage === undefined) return undefined;
  if (undone === undefined && kept.stage!.since <= asOf) return stageOf(kept);
  const reached = earlier.findLast(({ kind, after }) => kind === "stage" && after === stage);
  return { stage, since: reached?.asOf ?? beganAt };
}

function readTriggers(
  connection: Connection,
  contactId: string,
  { triggers }: KeptState,
  runId: number,
): readonly KeptTrigger[] {
  const fired = connection.all<{ id: string; firings: number; firedAt: Instant; lastRunId: number }>(
    `select firing.trigger_id as id, max(firing.number) as firings, max(firing.fired_at) as firedAt,
      max(firing.run_id) as lastRunId
    from known_trigger cross join firing
      on firing.trigger_id = known_trigger.trigger_id and firing.contact_id = ?
    where firing.run_id <= ? group by firing.trigger_id`,
    ...[contactId, runId],
  );
  const firedBy = new Map(fired.map((row) => [row.id, row]));
  return triggers.map(({ triggerId, armed, firings, lastFiredAt }) => ({
    trigger: triggerId,
    firings: firedBy.get(triggerId)?.firings ?? 0,
    lastFiredAt: firedBy.get(triggerId)?.firedAt,
    hasJustFired: firedBy.get(triggerId)?.lastRunId === runId,
    now: { armed: armed === 1, firings, lastFiredAt: lastFiredAt ?? undefined },
  }));
}

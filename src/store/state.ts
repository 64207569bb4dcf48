// What the last run left for contacts: read a range of contact keys at a time, compared and replaced one by one.

import type { Instant } from "../values/calendar.ts";
import type { Micro } from "../values/decimal.ts";
import type { Connection } from "./connection.ts";

export interface AwardRow {
  readonly groupId: string;
  readonly ruleId: string;
  readonly times: number;
  readonly points: Micro;
  readonly firstAt: Instant | null;
  readonly lastAt: Instant | null;
}

export interface ScoreRow {
  readonly groupId: string;
  readonly points: Micro;
  readonly band: string | null;
}

export interface ClassRow {
  readonly classId: string;
  readonly value: string;
}

export interface MembershipRow {
  readonly kind: "segment" | "label";
  readonly name: string;
  readonly since: Instant;
  readonly setBy: "condition" | "trigger";
}

export interface TriggerRow {
  readonly triggerId: string;
  /** 0 or 1. */
  readonly armed: number;
  readonly firings: number;
  readonly lastFiredAt: Instant | null;
}

export interface StageRow {
  readonly stage: string;
  /** The as-of of the run that moved the contact there. */
  readonly since: Instant;
  /** JSON object of group -> decimal, as they were at the move. */
  readonly scores: string;
}

export type LeftOut = "excluded" | "retired" | "merged" | "anonymous";

export interface StoredState {
  /** Why outputs do not list the contact; null: they do. */
  readonly leftOut: LeftOut | null;
  readonly isAnonymous: boolean;
  readonly awards: readonly AwardRow[];
  readonly scores: readonly ScoreRow[];
  readonly classes: readonly ClassRow[];
  readonly memberships: readonly MembershipRow[];
  readonly triggers: readonly TriggerRow[];
  readonly stage: StageRow | undefined;
}

/** Contact keys from `first` to `last`, both inclusive. */
export interface KeyRange {
  readonly first: string;
  readonly last: string;
}

type Keyed<Row> = Row & { readonly contactId: string };

interface Mark {
  readonly leftOut: LeftOut | null;
  readonly anonymous: number;
}

const SELECT_MARKS = "select contact_id as contactId, left_out as leftOut, anonymous from contact";
const SELECT_AWARDS = `select contact_id as contactId, group_id as groupId, rule_id as ruleId, times,
  points_micro as points, first_at as firstAt, last_at as lastAt from award`;
const SELECT_SCORES =
  "select contact_id as contactId, group_id as groupId, points_micro as points, band from score";
const SELECT_CLASSES = "select contact_id as contactId, class_id as classId, value from class";
const SELECT_MEMBERSHIPS =
  "select contact_id as contactId, kind, name, since, set_by as setBy from membership";
const SELECT_TRIGGERS = `select contact_id as contactId, trigger_id as triggerId, armed, firings,
  last_fired_at as lastFiredAt from trigger_state`;
const SELECT_STAGES = "select contact_id as contactId, stage, since, scores from stage";
const IN_RANGE = "where contact_id between ? and ?";

/** Looks up the state of any contact of the range. */
export function loadStates(connection: Connection, { first, last }: KeyRange): (id: string) => StoredState {
  const all = <Row>(select: string) =>
    byContact(connection.all<Keyed<Row>>(`${select} ${IN_RANGE}`, first, last));
  const exact = <Row>(select: string) =>
    byContact(connection.allExact<Keyed<Row>>(`${select} ${IN_RANGE}`, first, last));

  const isMarked = "(left_out is not null or anonymous = 1)";
  const marks = new Map(
    connection
      .all<Keyed<Mark>>(`${SELECT_MARKS} ${IN_RANGE} and ${isMarked}`, first, last)
      .map((row) => [row.contactId, row]),
  );
  const awards = exact<ExactAward>(SELECT_AWARDS);
  const scores = exact<ScoreRow>(SELECT_SCORES);
  const classes = all<ClassRow>(SELECT_CLASSES);
  const memberships = all<MembershipRow>(SELECT_MEMBERSHIPS);
  const triggers = all<TriggerRow>(SELECT_TRIGGERS);
  const stages = all<StageRow>(SELECT_STAGES);

  return (id) => ({
    leftOut: marks.get(id)?.leftOut ?? null,
    isAnonymous: marks.get(id)?.anonymous === 1,
    awards: (awards.get(id) ?? []).map(toAwardRow),
    scores: scores.get(id) ?? [],
    classes: classes.get(id) ?? [],
    memberships: memberships.get(id) ?? [],
    triggers: triggers.get(id) ?? [],
    stage: stages.get(id)?.[0],
  });
}

type ExactAward = Omit<AwardRow, "times" | "firstAt" | "lastAt"> & {
  readonly times: bigint;
  readonly firstAt: bigint | null;
  readonly lastAt: bigint | null;
};

function toAwardRow(row: ExactAward): AwardRow {
  return {
    ...row,
    times: Number(row.times),
    firstAt: row.firstAt === null ? null : Number(row.firstAt),
    lastAt: row.lastAt === null ? null : Number(row.lastAt),
  };
}

export function byContact<Row extends { readonly contactId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.contactId);
    if (group === undefined) groups.set(row.contactId, [row]);
    else group.push(row);
  }
  return groups;
}

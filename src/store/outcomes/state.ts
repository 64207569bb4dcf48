// What the last evaluation left for a contact, and how it is kept: a row of JSON texts, which cross threads cheaply.

import type { Instant } from "../../values/calendar.ts";
import type { Micro } from "../../values/decimal.ts";

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
  /** Decimals by group, as they were at the move. */
  readonly scores: Readonly<Record<string, string>>;
}

export interface KeptState {
  readonly awards: readonly AwardRow[];
  readonly scores: readonly ScoreRow[];
  readonly classes: readonly ClassRow[];
  readonly memberships: readonly MembershipRow[];
  readonly triggers: readonly TriggerRow[];
  readonly stage: StageRow | undefined;
}

/** The columns of the table `state`. */
export interface StateTexts {
  readonly awards: string;
  readonly scores: string;
  readonly classes: string;
  readonly memberships: string;
  readonly stage: string | null;
  readonly triggers: string;
}

export const NO_STATE: KeptState = {
  awards: [],
  scores: [],
  classes: [],
  memberships: [],
  triggers: [],
  stage: undefined,
};

/** Points are within nine billion, so that a double holds their micro-units. */
export function encodeState({
  awards,
  scores,
  classes,
  memberships,
  stage,
  triggers,
}: KeptState): StateTexts {
  return {
    awards: JSON.stringify(
      awards.map((row) => [row.groupId, row.ruleId, row.times, Number(row.points), row.firstAt, row.lastAt]),
    ),
    scores: JSON.stringify(scores.map((row) => [row.groupId, Number(row.points), row.band])),
    classes: JSON.stringify(classes.map((row) => [row.classId, row.value])),
    memberships: JSON.stringify(memberships.map((row) => [row.kind, row.name, row.since, row.setBy])),
    stage: stage === undefined ? null : JSON.stringify([stage.stage, stage.since, stage.scores]),
    triggers: JSON.stringify(triggers.map((row) => [row.triggerId, row.armed, row.firings, row.lastFiredAt])),
  };
}

type AwardEntry = readonly [string, string, number, number, Instant | null, Instant | null];
type MembershipEntry = readonly [MembershipRow["kind"], string, Instant, MembershipRow["setBy"]];

export function decodeState(texts: StateTexts): KeptState {
  return {
    awards: parse<AwardEntry>(texts.awards).map(([groupId, ruleId, times, points, firstAt, lastAt]) => ({
      groupId,
      ruleId,
      times,
      points: BigInt(points) as Micro,
      firstAt,
      lastAt,
    })),
    scores: parse<readonly [string, number, string | null]>(texts.scores).map(([groupId, points, band]) => ({
      groupId,
      points: BigInt(points) as Micro,
      band,
    })),
    classes: parse<readonly [string, string]>(texts.classes).map(([classId, value]) => ({ classId, value })),
    memberships: parse<MembershipEntry>(texts.memberships).map(([kind, name, since, setBy]) => ({
      kind,
      name,
      since,
      setBy,
    })),
    triggers: parse<readonly [string, number, number, Instant | null]>(texts.triggers).map(
      ([triggerId, armed, firings, lastFiredAt]) => ({ triggerId, armed, firings, lastFiredAt }),
    ),
    stage: parseStage(texts.stage),
  };
}

function parse<Entry>(text: string): readonly Entry[] {
  return text === "[]" ? [] : (JSON.parse(text) as readonly Entry[]);
}

function parseStage(text: string | null): StageRow | undefined {
  if (text === null) return undefined;
  const [stage, since, scores] = JSON.parse(text) as readonly [string, Instant, StageRow["scores"]];
  return { stage, since, scores };
}

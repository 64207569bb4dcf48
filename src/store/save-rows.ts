// One table each: stored rows become the wanted ones, and only the difference is written.

import type { Connection } from "./connection.ts";
import { difference } from "./difference.ts";
import type { AwardRow, ClassRow, MembershipRow, ScoreRow, StageRow, TriggerRow } from "./state.ts";

type Rows<Row> = readonly Row[];

export function saveAwards(
  connection: Connection,
  contactId: string,
  before: Rows<AwardRow>,
  after: Rows<AwardRow>,
): void {
  const { put, drop } = difference(before, after, (row) => `${row.groupId} ${row.ruleId}`, sameAward);
  for (const { groupId, ruleId, times, points, firstAt, lastAt } of put) {
    connection.run(
      `insert or replace into award (contact_id, group_id, rule_id, times, points_micro, first_at, last_at)
      values (?, ?, ?, ?, ?, ?, ?)`,
      ...[contactId, groupId, ruleId, times, points, firstAt, lastAt],
    );
  }
  for (const { groupId, ruleId } of drop) {
    const sql = "delete from award where contact_id = ? and group_id = ? and rule_id = ?";
    connection.run(sql, contactId, groupId, ruleId);
  }
}

function sameAward(a: AwardRow, b: AwardRow): boolean {
  return a.points === b.points && a.times === b.times && a.firstAt === b.firstAt && a.lastAt === b.lastAt;
}

export function saveScores(
  connection: Connection,
  contactId: string,
  before: Rows<ScoreRow>,
  after: Rows<ScoreRow>,
): void {
  const same = (a: ScoreRow, b: ScoreRow) => a.points === b.points && a.band === b.band;
  const { put, drop } = difference(before, after, (row) => row.groupId, same);
  for (const { groupId, points, band } of put) {
    const sql = "insert or replace into score (contact_id, group_id, points_micro, band) values (?, ?, ?, ?)";
    connection.run(sql, contactId, groupId, points, band);
  }
  for (const { groupId } of drop) {
    connection.run("delete from score where contact_id = ? and group_id = ?", contactId, groupId);
  }
}

export function saveClasses(
  connection: Connection,
  contactId: string,
  before: Rows<ClassRow>,
  after: Rows<ClassRow>,
): void {
  const same = (a: ClassRow, b: ClassRow) => a.value === b.value;
  const { put, drop } = difference(before, after, (row) => row.classId, same);
  for (const { classId, value } of put) {
    const sql = "insert or replace into class (contact_id, class_id, value) values (?, ?, ?)";
    connection.run(sql, contactId, classId, value);
  }
  for (const { classId } of drop) {
    connection.run("delete from class where contact_id = ? and class_id = ?", contactId, classId);
  }
}

export function saveMemberships(
  connection: Connection,
  contactId: string,
  before: Rows<MembershipRow>,
  after: Rows<MembershipRow>,
): void {
  const same = (a: MembershipRow, b: MembershipRow) => a.since === b.since && a.setBy === b.setBy;
  const { put, drop } = difference(before, after, (row) => `${row.kind} ${row.name}`, same);
  for (const { kind, name, since, setBy } of put) {
    connection.run(
      "insert or replace into membership (contact_id, kind, name, since, set_by) values (?, ?, ?, ?, ?)",
      ...[contactId, kind, name, since, setBy],
    );
  }
  for (const { kind, name } of drop) {
    const sql = "delete from membership where contact_id = ? and kind = ? and name = ?";
    connection.run(sql, contactId, kind, name);
  }
}

export function saveStage(
  connection: Connection,
  contactId: string,
  before: StageRow | undefined,
  after: StageRow | undefined,
): void {
  if (after === undefined || (after.stage === before?.stage && after.since === before.since)) return;
  const sql = "insert or replace into stage (contact_id, stage, since, scores) values (?, ?, ?, ?)";
  connection.run(sql, contactId, after.stage, after.since, after.scores);
}

export function saveTriggers(
  connection: Connection,
  contactId: string,
  before: Rows<TriggerRow>,
  after: Rows<TriggerRow>,
): void {
  const same = (a: TriggerRow, b: TriggerRow) =>
    a.armed === b.armed && a.firings === b.firings && a.lastFiredAt === b.lastFiredAt;
  const { put, drop } = difference(before, after, (row) => row.triggerId, same);
  for (const { triggerId, armed, firings, lastFiredAt } of put) {
    connection.run(
      `insert or replace into trigger_state (contact_id, trigger_id, armed, firings, last_fired_at)
      values (?, ?, ?, ?, ?)`,
      ...[contactId, triggerId, armed, firings, lastFiredAt],
    );
  }
  for (const { triggerId } of drop) {
    const sql = "delete from trigger_state where contact_id = ? and trigger_id = ?";
    connection.run(sql, contactId, triggerId);
  }
}

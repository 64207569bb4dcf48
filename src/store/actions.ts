// Firings and what they ask to be done.

import type { Award, FiredAction, Firing, ScoredContact } from "../evaluate/history.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { formatDecimal } from "../values/decimal.ts";
import type { Connection } from "./connection.ts";
import type { RunContext } from "./run-context.ts";

export function saveFirings(
  connection: Connection,
  run: RunContext,
  contactId: string,
  contact: ScoredContact,
): void {
  if (contact.firings.length === 0) return;
  const scores = contact.scores.map(({ group, points }) => [group, formatDecimal(points)] as const);
  const evidence = {
    contactId,
    scores: JSON.stringify(Object.fromEntries(scores)),
    why: describeAwards(run.rulebook, contact.awards),
  };
  for (const firing of contact.firings) {
    connection.run(
      "insert into firing (trigger_id, contact_id, number, fired_at, run_id) values (?, ?, ?, ?, ?)",
      ...[firing.trigger, contactId, firing.number, run.asOf, run.runId],
    );
    firing.actions.forEach((action, i) => {
      saveAction(connection, run, evidence, firing, action, i + 1);
    });
  }
}

interface Evidence {
  readonly contactId: string;
  readonly scores: string;
  readonly why: string;
}

function saveAction(
  connection: Connection,
  run: RunContext,
  { contactId, scores, why }: Evidence,
  { trigger, number }: Firing,
  action: FiredAction,
  position: number,
): void {
  const actionId = `${trigger}:${contactId}:${number}:${position}`;
  const parameters = JSON.stringify(action.with);
  connection.run(
    `insert into action (action_id, contact_id, trigger_id, number, position, kind, target, parameters,
      fired_at, scores, why, run_id, written_run_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[actionId, contactId, trigger, number, position, action.kind, action.target, parameters],
    ...[run.asOf, scores, why, run.runId, run.runId],
  );
}

/**
 * The awards in rulebook order: "bought-shoes +60, no-click -15"; where the rulebook has several plain groups, by
 * group: "ski: viewed-skis +20; hiking: viewed-boots +5".
 */
export function describeAwards(rulebook: Rulebook, awards: readonly Award[]): string {
  const groups = rulebook.groups.filter((group) => group.kind === "plain").map((group) => group.id);
  const parts = groups.flatMap((group) => {
    const list = awards.filter((award) => award.group === group).map(describeAward);
    if (list.length === 0) return [];
    return groups.length === 1 ? list.join(", ") : `${group}: ${list.join(", ")}`;
  });
  return parts.join("; ");
}

function describeAward({ rule, points }: Award): string {
  return `${rule} ${points > 0n ? "+" : ""}${formatDecimal(points)}`;
}

/**
 * Actions of runs that ended before their folder was in place are written by this one. Those of contacts that are
 * excluded now wait for a run that writes them: their own run stays unwritten.
 */
export function claimUnwrittenActions(connection: Connection, runId: number): void {
  connection.run(
    `update action set written_run_id = ? where written_run_id in
      (select run_id from run where written = 0 and run_id <> ?)
      and contact_id in (select contact_id from contact where left_out is null)`,
    ...[runId, runId],
  );
}

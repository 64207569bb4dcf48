// Between taking in and scoring: who is still there, and who is who.

import { rankKinds } from "../../intake/identity/rank-kinds.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import type { Instant } from "../../values/calendar.ts";
import { retireUnlisted } from "../contacts/listings.ts";
import type { Connection } from "../database/connection.ts";
import type { Settlement } from "../model.ts";
import { findChanges } from "../outcomes/changes.ts";
import { leftOutState } from "../outcomes/outcomes.ts";
import { saveChanges } from "../outcomes/save-outcomes.ts";
import { loadState, saveRestingState } from "../outcomes/state-table.ts";
import type { RunContext } from "../runs/run-context.ts";
import { findLastRun, findLatest } from "../runs/runs.ts";
import { unlist } from "./absorb.ts";
import { findBegun, settleGroups } from "./settle-groups.ts";

export function settle(connection: Connection, run: RunContext): Settlement {
  const { runId, asOf, lastAsOf, rulebook, people, tallies, touched } = run;
  people.indexes.restore();
  people.eventIndex.restore();
  const { retired, returned, incomplete } = retireUnlisted(
    connection,
    completeSources(rulebook),
    people.given,
  );
  // Who is gone claims an e-mail no more, should another contact have it now.
  for (const id of keyIdentities(connection, retired)) people.links.release(id);
  for (const id of keyIdentities(connection, returned)) people.links.touched.add(id);
  for (const contactId of returned) people.news.contacts.add(contactId);
  settleGroups(
    connection,
    { runId, asOf, lastAsOf, ranked: rankKinds(rulebook.sources), tallies, touched },
    people.links.touched,
  );
  for (const contactId of retired) retire(connection, run, contactId);
  const { news, links } = people;
  const hasNews =
    retired.length > 0 || [news.identities, news.contacts, links.touched].some(({ size }) => size > 0);
  return { hasNews, retired: retired.length, returned: returned.length, incomplete };
}

/** The last run settled all that has come in since, and no link between people begins by then. */
export function isSettled(connection: Connection, asOf: Instant): boolean {
  const last = findLastRun(connection);
  if (last === undefined || findLatest(connection)?.runId !== last.runId) return false;
  return findBegun(connection, { lastAsOf: last.asOf, asOf }).length === 0;
}

function completeSources({ sources }: Rulebook): readonly string[] {
  return sources.flatMap((source) => (source.kind === "contacts" && source.complete ? [source.id] : []));
}

function keyIdentities(connection: Connection, contactIds: readonly string[]): readonly number[] {
  return connection
    .all<{ id: number }>(
      `select identity_id as id from json_each(?) as wanted
        join contact on contact.contact_id = wanted.value
        join identity on identity.kind = contact.key_kind and identity.key = contact.contact_id`,
      JSON.stringify(contactIds),
    )
    .map((row) => row.id);
}

/** A retired contact is not scored, and leaves all it was in. As a part of another it has nothing of its own. */
function retire(connection: Connection, run: RunContext, contactId: string): void {
  const isPart = "select 1 from contact where contact_id = ? and merged_into is not null";
  if (connection.get(isPart, contactId) !== undefined) return;
  unlist(connection, contactId, run.tallies);
  const before = loadState(connection, contactId);
  const after = leftOutState(before);
  connection.run("update contact set left_out = 'retired' where contact_id = ?", contactId);
  saveRestingState(connection, contactId, after);
  if (!run.isFirst) saveChanges(connection, run.runId, contactId, findChanges(before, after));
}

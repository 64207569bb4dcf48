// Between taking in and scoring: who is still there, and who is who.

import { rankKinds } from "../intake/identity/rank-kinds.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { Connection } from "./connection.ts";
import { saveRetirement } from "./evaluations.ts";
import { retireUnlisted } from "./listings.ts";
import type { Settlement } from "./model.ts";
import type { RunContext } from "./run-context.ts";
import { settleGroups } from "./settle-groups.ts";

export function settle(connection: Connection, run: RunContext): Settlement {
  const { runId, asOf, lastAsOf, rulebook, people } = run;
  people.eventIndex.restore();
  const { retired, returned, incomplete } = retireUnlisted(
    connection,
    completeSources(rulebook),
    people.given,
  );
  // Who is gone claims an e-mail no more, should another contact have it now.
  for (const id of keyIdentities(connection, retired)) people.links.release(id);
  for (const id of keyIdentities(connection, returned)) people.links.touched.add(id);
  settleGroups(
    connection,
    { runId, asOf, lastAsOf, ranked: rankKinds(rulebook.sources) },
    people.links.touched,
  );
  for (const contactId of retired) saveRetirement(connection, run, contactId);
  return { retired: retired.length, returned: returned.length, incomplete };
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

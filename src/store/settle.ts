// Between taking in and scoring: who is who, and who is still there.

import { rankKinds } from "../intake/identity/rank-kinds.ts";
import type { Connection } from "./connection.ts";
import { saveRetirement } from "./evaluations.ts";
import { retireUnlisted } from "./listings.ts";
import type { Settlement } from "./model.ts";
import type { RunContext } from "./run-context.ts";
import { settleGroups } from "./settle-groups.ts";

export function settle(connection: Connection, run: RunContext): Settlement {
  const { runId, asOf, lastAsOf, rulebook, people } = run;
  const ranked = rankKinds(rulebook.sources);
  settleGroups(connection, { runId, asOf, lastAsOf, ranked }, people.links.touched);
  const { retired, returned } = retireUnlisted(connection, runId, people.completeSources);
  for (const contactId of retired) saveRetirement(connection, run, contactId);
  return { retired: retired.length, returned };
}

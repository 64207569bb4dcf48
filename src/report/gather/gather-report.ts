// All that the page of a run says, read from the database.

import type { Rulebook } from "../../rulebook/model.ts";
import type { RunRecord } from "../../store/model.ts";
import type { Store } from "../../store/store.ts";
import type { Report, ReportTotals } from "../model.ts";
import { gatherChanges } from "./changes.ts";
import { gatherCollections } from "./collections.ts";
import { gatherFunnel } from "./funnel.ts";
import { createGround, type Ground } from "./ground.ts";
import { gatherGroups } from "./groups.ts";
import { gatherHottest } from "./hottest.ts";
import { fileName } from "./origins.ts";
import { gatherQuality } from "./quality.ts";
import { gatherActions, gatherRules, gatherTriggers } from "./rules.ts";

export interface ReportOptions {
  /** A run before it to compare with; absent: the one before. */
  readonly compare?: number | undefined;
  /** Names and e-mail addresses too. */
  readonly includeContacts: boolean;
}

/**
 * `rulebook` is the one that the run used. Of a run that others have followed it leaves out what is kept of the last one
 * only. Throws a ReportError where there is no such run to compare with, and StoreErrors.
 */
export function gatherReport(
  store: Store,
  run: RunRecord,
  rulebook: Rulebook,
  { compare, includeContacts }: ReportOptions,
): Report {
  const ground = createGround(store, run, rulebook, compare);
  const hottest = ground.isLast ? gatherHottest(store, rulebook, includeContacts) : undefined;
  const groups = gatherGroups(ground, hottest);
  const funnel = gatherFunnel(ground);
  const collections = gatherCollections(ground);
  const { id, description, files } = rulebook;
  return {
    rulebook: { id, description, file: fileName(files[0]?.name ?? "") },
    run: ground.run.reported,
    isFirst: store.report.comparable(run.runId) === undefined,
    compared: ground.compared?.reported,
    totals: gatherTotals(ground),
    changes: gatherChanges(ground, { groups, funnel, collections }),
    ...{ groups, funnel, collections },
    rules: gatherRules(ground),
    triggers: gatherTriggers(ground),
    actions: gatherActions(ground),
    quality: gatherQuality(ground, run.asOf),
  };
}

function gatherTotals({ run, compared }: Ground): ReportTotals {
  const { scored, events, excluded, retired, anonymous } = run.summary.totals;
  return {
    ...{ scored, events, excluded, retired, anonymous },
    scoredBefore: compared?.summary.totals.scored,
    eventsBefore: compared?.summary.totals.events,
  };
}

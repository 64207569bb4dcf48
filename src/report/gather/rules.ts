// What the rulebook's rules gave, and what its triggers did.

import type { Rulebook } from "../../rulebook/model.ts";
import type { ActionReport, Origin, RuleReport, TriggerReport } from "../model.ts";
import type { Ground, SummarisedRun } from "./ground.ts";
import { fileName, originOf } from "./origins.ts";

export function gatherRules({ rulebook, run, compared }: Ground): readonly RuleReport[] {
  const figures = ({ summary }: SummarisedRun, rule: string, group: string) =>
    summary.rules.find((each) => each.rule === rule && each.group === group);
  return rulebook.rules.flatMap(({ id, groups, note, location }) =>
    groups.map((group) => {
      const { contacts = 0, times = 0, points = "0" } = figures(run, id, group) ?? {};
      return {
        ...{ rule: id, group, note, origin: originOf(location), contacts, times, points },
        pointsBefore: compared && figures(compared, id, group)?.points,
      };
    }),
  );
}

export function gatherTriggers({ rulebook, spanned, recent }: Ground): readonly TriggerReport[] {
  const firingsIn = ({ summary }: SummarisedRun, id: string) =>
    summary.triggers.find(({ trigger }) => trigger === id)?.firings;
  return rulebook.triggers.map(({ id, location }) => ({
    trigger: id,
    origin: originOf(location),
    firings: spanned.reduce((sum, run) => sum + (firingsIn(run, id) ?? 0), 0),
    past: recent.flatMap((run) => {
      const firings = firingsIn(run, id);
      return firings === undefined ? [] : [{ run: run.reported.run, asOf: run.reported.asOf, firings }];
    }),
  }));
}

export function gatherActions({ store, rulebook, span }: Ground): readonly ActionReport[] {
  return store.report.actions(span).map(({ kind, target, trigger, count }) => ({
    ...{ kind, target, trigger, count },
    origin: triggerOrigin(rulebook, trigger),
  }));
}

/** Actions of a run that was never written may be of a trigger that the rulebook has no more. */
function triggerOrigin({ triggers, files }: Rulebook, id: string): Origin {
  const trigger = triggers.find((each) => each.id === id);
  return trigger === undefined ? { file: fileName(files[0]?.name ?? "") } : originOf(trigger.location);
}

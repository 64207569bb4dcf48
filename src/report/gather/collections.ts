import type { RunSummary } from "../../output/run-summary.ts";
import type { Collection } from "../../rulebook/model.ts";
import type { CollectionReport } from "../model.ts";
import { flowOf, settleFlow } from "./flows.ts";
import type { Ground } from "./ground.ts";
import { originOf } from "./origins.ts";

/** Segments, then labels. */
export function gatherCollections(ground: Ground): readonly CollectionReport[] {
  const { segments, labels } = ground.rulebook;
  return [...segments, ...labels].map((collection) => describeCollection(ground, collection));
}

function describeCollection(
  { run, compared, recent, moves }: Ground,
  { kind, id, title, location }: Collection,
): CollectionReport {
  const contacts = sizeIn(run.summary, kind, id) ?? 0;
  const before = compared && sizeIn(compared.summary, kind, id);
  const own = moves.filter((move) => move.kind === kind && move.name === id);
  const flow = compared && settleFlow(flowOf(own, undefined), before, contacts);
  return {
    ...{ kind, id, title, origin: originOf(location), contacts, before },
    entered: flow?.entered,
    left: flow?.left,
    sizes: recent.flatMap(({ reported, summary }) => {
      const size = sizeIn(summary, kind, id);
      return size === undefined ? [] : [{ run: reported.run, asOf: reported.asOf, contacts: size }];
    }),
  };
}

/** `undefined` where the run's rulebook did not know it. */
function sizeIn({ segments, labels }: RunSummary, kind: Collection["kind"], id: string): number | undefined {
  const found =
    kind === "segment"
      ? segments.find(({ segment }) => segment === id)
      : labels.find(({ label }) => label === id);
  return found?.contacts;
}

import { collectionSize } from "../../output/run-summary.ts";
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
  collection: Collection,
): CollectionReport {
  const { kind, id, title, location } = collection;
  const contacts = collectionSize(run.summary, collection) ?? 0;
  const before = compared && collectionSize(compared.summary, collection);
  const own = moves.filter((move) => move.kind === kind && move.name === id);
  const flow = compared && settleFlow(flowOf(own, undefined), before, contacts);
  return {
    ...{ kind, id, title, origin: originOf(location), contacts, before },
    entered: flow?.entered,
    left: flow?.left,
    sizes: recent.flatMap(({ reported, summary }) => {
      const size = collectionSize(summary, collection);
      return size === undefined ? [] : [{ run: reported.run, asOf: reported.asOf, contacts: size }];
    }),
  };
}

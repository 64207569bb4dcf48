// What moved since the compared run, over all.

import type { Rulebook } from "../../rulebook/model.ts";
import type { BandStep, NetMove } from "../../store/report/net-moves.ts";
import type {
  BandReport,
  Changes,
  CollectionReport,
  Funnel,
  GroupReport,
  Origin,
  PlaceChange,
} from "../model.ts";
import { flowOf, settleFlow } from "./flows.ts";
import type { Ground } from "./ground.ts";
import { originOf } from "./origins.ts";

const SHOWN_PLACES = 12;

interface Parts {
  readonly groups: readonly GroupReport[];
  readonly funnel: Funnel | undefined;
  readonly collections: readonly CollectionReport[];
}

/** `undefined` where there is nothing to compare with. */
export function gatherChanges(ground: Ground, parts: Parts): Changes | undefined {
  if (ground.compared === undefined) return undefined;
  const { store, rulebook, span, spanned } = ground;
  const moved = store.report.movedContacts(span, {
    collections: [...rulebook.segments, ...rulebook.labels].map(({ kind, id }) => [kind, id]),
    up: stepsOf(parts.groups, (from, to) => to > from),
    down: stepsOf(parts.groups, (from, to) => to < from),
  });
  const firings = spanned.flatMap(({ summary }) => summary.triggers);
  return {
    ...moved,
    fired: firings.reduce((sum, trigger) => sum + trigger.firings, 0),
    places: findPlaces(ground, parts),
  };
}

function stepsOf(
  groups: readonly GroupReport[],
  isMeant: (from: number, to: number) => boolean,
): readonly BandStep[] {
  return groups.flatMap(({ group, bands }) =>
    bands.flatMap(({ band: before }, from) =>
      bands.flatMap(({ band: after }, to): readonly BandStep[] =>
        isMeant(from, to) ? [[group, before, after]] : [],
      ),
    ),
  );
}

function findPlaces(ground: Ground, { groups, funnel, collections }: Parts): readonly PlaceChange[] {
  const movesOf = (kind: NetMove["kind"], name: string) =>
    ground.moves.filter((move) => move.kind === kind && move.name === name);
  const places = [
    ...groups.flatMap(({ group, bands }) => sized("band", group, bandSizes(bands), movesOf("band", group))),
    ...classPlaces(ground.rulebook, movesOf),
    ...sized("stage", "stage", funnelSizes(funnel), movesOf("stage", "stage")),
    ...collections.map(({ kind, id, origin, entered = 0, left = 0 }) => ({
      ...{ kind, name: id, value: undefined, origin, entered, left },
    })),
  ];
  const size = ({ entered, left }: PlaceChange) => entered + left;
  return places
    .filter((place) => size(place) > 0)
    .sort((a, b) => size(b) - size(a))
    .slice(0, SHOWN_PLACES);
}

interface Sized {
  readonly value: string;
  readonly origin: Origin;
  readonly contacts: number;
  readonly before: number | undefined;
}

const bandSizes = (bands: readonly BandReport[]): readonly Sized[] =>
  bands.map(({ band, origin, contacts, before }) => ({ value: band, origin, contacts, before }));

const funnelSizes = (funnel: Funnel | undefined): readonly Sized[] =>
  (funnel?.stages ?? []).map(({ stage, origin, contacts, before }) => ({
    ...{ value: stage, origin, contacts, before },
  }));

function sized(
  kind: PlaceChange["kind"],
  name: string,
  values: readonly Sized[],
  moves: readonly NetMove[],
): readonly PlaceChange[] {
  return values.map(({ value, origin, contacts, before }) => ({
    ...{ kind, name, value, origin },
    ...settleFlow(flowOf(moves, value), before, contacts),
  }));
}

/** How many are in a class is not kept: only moves tell of it. */
function classPlaces(
  { classes }: Rulebook,
  movesOf: (kind: "class", name: string) => readonly NetMove[],
): readonly PlaceChange[] {
  return classes.flatMap((each) => {
    const values = each.kind === "cases" ? each.cases.map(({ id }) => id) : each.groups;
    const moves = movesOf("class", each.id);
    return values.map((value) => ({
      ...({ kind: "class", name: each.id, value, origin: originOf(each.location) } as const),
      ...flowOf(moves, value),
    }));
  });
}

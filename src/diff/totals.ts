// What is counted over all contacts of a comparison. Memory follows the rulebooks, not the contacts.

import type { Rulebook } from "../rulebook/model.ts";
import { findOverruns, type Overrun } from "../run/firing-limits.ts";
import { compareText } from "../values/text.ts";
import { actionsOf, type TriggeredAction } from "./action-moves.ts";
import { type ContactMoves, hasMoved } from "./contact-moves.ts";
import { type Listed, type Place, placeKey, placesOf, placesOfRulebook } from "./places.ts";

export interface Totals {
  /** Those that outputs list under either rulebook. */
  readonly contacts: number;
  /** Of them, those for whom anything differs. */
  readonly moved: number;
  /** Whom outputs begin to list, and whom they no longer do. */
  readonly entered: number;
  readonly left: number;
  /** One for each group that both rulebooks have, in the order of the later one. */
  readonly groups: readonly GroupTotal[];
  /** Every place of either rulebook: the later one's in its order, then what only the earlier one has. */
  readonly places: readonly PlaceTotal[];
  /** Every action that would fire under either. */
  readonly actions: readonly ActionTotal[];
  /** Triggers that would stop a run. */
  readonly overruns: { readonly before: readonly Overrun[]; readonly after: readonly Overrun[] };
}

export interface GroupTotal {
  readonly group: string;
  /** Contacts whose score is higher, or lower, under the later rulebook. */
  readonly up: number;
  readonly down: number;
}

export interface PlaceTotal extends Place {
  /** Contacts there under each rulebook, and those there under one alone: `after = before + entered - left`. */
  readonly before: number;
  readonly after: number;
  readonly entered: number;
  readonly left: number;
}

/** `after = before + added - removed`. */
export interface ActionTotal extends TriggeredAction {
  readonly before: number;
  readonly after: number;
  readonly added: number;
  readonly removed: number;
  /** Would fire under both, with other parameters. */
  readonly altered: number;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

interface Counted {
  contacts: number;
  moved: number;
  entered: number;
  left: number;
  readonly groups: ReadonlyMap<string, Mutable<GroupTotal>>;
  readonly places: Map<string, Mutable<PlaceTotal>>;
  readonly actions: Map<string, Mutable<ActionTotal>>;
  readonly firings: { readonly before: Map<string, number>; readonly after: Map<string, number> };
}

export interface TotalsCounter {
  readonly add: (before: Listed, after: Listed, moves: ContactMoves) => void;
  readonly totals: () => Totals;
}

export function createTotals(before: Rulebook, after: Rulebook): TotalsCounter {
  const counted = createCounted(before, after);
  return {
    add: (was, is, moves) => {
      if (was === undefined && is === undefined) return;
      countContact(counted, moves);
      countPlaces(counted, was, is);
      countActions(counted, was, is, moves);
    },
    totals: () => {
      const { groups, places, actions, firings, ...counts } = counted;
      const overruns = {
        before: findOverruns(before, firingRows(firings.before)),
        after: findOverruns(after, firingRows(firings.after)),
      };
      return {
        ...counts,
        ...{ groups: [...groups.values()], places: [...places.values()], overruns },
        actions: inOrder([...actions.values()], [...after.triggers, ...before.triggers]),
      };
    },
  };
}

function createCounted(before: Rulebook, after: Rulebook): Counted {
  const common = after.groups.filter(({ id }) => before.groups.some((group) => group.id === id));
  const places = [...placesOfRulebook(after), ...placesOfRulebook(before)];
  return {
    ...{ contacts: 0, moved: 0, entered: 0, left: 0 },
    groups: new Map(common.map(({ id }) => [id, { group: id, up: 0, down: 0 }])),
    places: new Map(
      places.map((place) => [placeKey(place), { ...place, before: 0, after: 0, entered: 0, left: 0 }]),
    ),
    actions: new Map(),
    firings: { before: new Map(), after: new Map() },
  };
}

function countContact(counted: Counted, moves: ContactMoves): void {
  counted.contacts++;
  if (hasMoved(moves)) counted.moved++;
  if (moves.listing === "entered") counted.entered++;
  if (moves.listing === "left") counted.left++;
  for (const { group, before, after } of moves.scores) {
    const total = counted.groups.get(group)!;
    if (after > before) total.up++;
    else total.down++;
  }
}

function countPlaces({ places }: Counted, was: Listed, is: Listed): void {
  const before = placesOf(was);
  const after = placesOf(is);
  for (const key of before.keys()) {
    const total = places.get(key)!;
    total.before++;
    if (!after.has(key)) total.left++;
  }
  for (const key of after.keys()) {
    const total = places.get(key)!;
    total.after++;
    if (!before.has(key)) total.entered++;
  }
}

function countActions({ actions, firings }: Counted, was: Listed, is: Listed, moves: ContactMoves): void {
  for (const { trigger } of was?.firings ?? []) increment(firings.before, trigger);
  for (const { trigger } of is?.firings ?? []) increment(firings.after, trigger);
  for (const action of actionsOf(was)) totalOf(actions, action).before++;
  for (const action of actionsOf(is)) totalOf(actions, action).after++;
  for (const move of moves.actions) {
    const total = totalOf(actions, move);
    if (move.before === undefined) total.added++;
    else if (move.after === undefined) total.removed++;
    else total.altered++;
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function totalOf(actions: Counted["actions"], action: TriggeredAction): Mutable<ActionTotal> {
  const { trigger, kind, target } = action;
  const key = `${trigger} ${kind} ${target}`;
  let total = actions.get(key);
  if (total === undefined) {
    total = { trigger, kind, target, before: 0, after: 0, added: 0, removed: 0, altered: 0 };
    actions.set(key, total);
  }
  return total;
}

function firingRows(counts: ReadonlyMap<string, number>) {
  return [...counts].map(([trigger, firings]) => ({ trigger, firings }));
}

/** By trigger, then by kind and target, so that the order of contacts shows nowhere. */
function inOrder(
  actions: readonly ActionTotal[],
  triggers: readonly { readonly id: string }[],
): readonly ActionTotal[] {
  const rank = (trigger: string) => triggers.findIndex(({ id }) => id === trigger);
  return actions.toSorted(
    (a, b) =>
      rank(a.trigger) - rank(b.trigger) || compareText(a.kind, b.kind) || compareText(a.target, b.target),
  );
}

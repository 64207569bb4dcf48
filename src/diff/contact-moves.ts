// What differs for one contact between two evaluations of it. Pure.

import type { ScoredContact } from "../evaluate/history.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { type Micro, micro, ZERO } from "../values/decimal.ts";
import { type ActionMove, findActionMoves } from "./action-moves.ts";
import { type Listed, type Place, type PlaceKind, placesOf } from "./places.ts";

export interface ContactMoves {
  /** Whether outputs begin to list the contact, or no longer do. */
  readonly listing: "entered" | "left" | "kept";
  /** Of groups that both rulebooks have, where the points differ; none unless the listing is kept. */
  readonly scores: readonly ScoreMove[];
  readonly places: readonly PlaceMove[];
  readonly actions: readonly ActionMove[];
}

export interface ScoreMove {
  readonly group: string;
  readonly before: Micro;
  readonly after: Micro;
  /** Rules whose points differ, the later rulebook's in its order first. A combined group has none. */
  readonly rules: readonly RuleMove[];
  /** What no rule gave: `after - before` less what the rules make of it. Start, `min` and `max` do. */
  readonly rest: Micro;
}

export interface RuleMove {
  readonly rule: string;
  /** Zero where it awarded nothing. */
  readonly before: Micro;
  readonly after: Micro;
}

/** One band, class or stage for another, or a segment or label joined or left. */
export interface PlaceMove {
  readonly kind: PlaceKind;
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export type CompareContact = (before: Listed, after: Listed) => ContactMoves;

const NO_MOVES: ContactMoves = { listing: "kept", scores: [], places: [], actions: [] };

export function createContactComparer(before: Rulebook, after: Rulebook): CompareContact {
  const isCombined = (id: string) =>
    [before, after].every(({ groups }) =>
      groups.some((group) => group.id === id && group.kind === "combined"),
    );
  const combined = new Set(after.groups.map(({ id }) => id).filter(isCombined));
  return (was, is) => {
    if (was === undefined && is === undefined) return NO_MOVES;
    return {
      listing: was === undefined ? "entered" : is === undefined ? "left" : "kept",
      scores: was === undefined || is === undefined ? [] : findScoreMoves(was, is, combined),
      places: findPlaceMoves(placesOf(was), placesOf(is)),
      actions: findActionMoves(was, is),
    };
  };
}

export function hasMoved({ listing, scores, places, actions }: ContactMoves): boolean {
  return listing !== "kept" || scores.length > 0 || places.length > 0 || actions.length > 0;
}

function findScoreMoves(
  was: ScoredContact,
  is: ScoredContact,
  combined: ReadonlySet<string>,
): readonly ScoreMove[] {
  return is.scores.flatMap(({ group, points: after }) => {
    const before = was.scores.find((score) => score.group === group)?.points;
    if (before === undefined || before === after) return [];
    if (combined.has(group)) return [{ group, before, after, rules: [], rest: ZERO }];
    const rules = findRuleMoves(was, is, group);
    const ruled = rules.reduce((sum, move) => sum + move.after - move.before, 0n);
    return [{ group, before, after, rules, rest: micro(after - before - ruled) }];
  });
}

function findRuleMoves(was: ScoredContact, is: ScoredContact, group: string): readonly RuleMove[] {
  const before = pointsByRule(was, group);
  const after = pointsByRule(is, group);
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((rule) => ({ rule, before: before.get(rule) ?? ZERO, after: after.get(rule) ?? ZERO }))
    .filter((move) => move.before !== move.after);
}

function pointsByRule({ awards }: ScoredContact, group: string): ReadonlyMap<string, Micro> {
  return new Map(
    awards.filter((award) => award.group === group).map(({ rule, points }) => [rule, points] as const),
  );
}

function findPlaceMoves(
  was: ReadonlyMap<string, Place>,
  is: ReadonlyMap<string, Place>,
): readonly PlaceMove[] {
  const entered = [...is].filter(([key]) => !was.has(key)).map(([, place]) => place);
  const left = [...was].filter(([key]) => !is.has(key)).map(([, place]) => place);
  const isSame = (a: Place) => (b: Place) => a.kind === b.kind && a.name === b.name;
  return [
    ...entered.map((place) => ({
      ...{ kind: place.kind, name: place.name },
      before: left.find(isSame(place))?.value,
      after: place.value,
    })),
    ...left
      .filter((place) => !entered.some(isSame(place)))
      .map(({ kind, name, value }) => ({ kind, name, before: value, after: undefined })),
  ];
}

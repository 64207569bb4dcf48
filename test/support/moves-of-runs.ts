// What differs between two runs, once from what they left and once from a comparison, in the same form.

import type { ActionMove } from "../../src/diff/action-moves.ts";
import type { Mover } from "../../src/diff/biggest-movers.ts";
import type { RulebookDifference } from "../../src/diff/diff-rulebooks.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { addActionFact, type RunFacts } from "./run-facts.ts";

/** Facts that hold under one rulebook alone, sorted. */
interface ContactChange {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface Moves {
  readonly contacts: number;
  readonly moved: number;
  readonly entered: number;
  readonly left: number;
  readonly groups: Readonly<Record<string, { readonly up: number; readonly down: number }>>;
  /** Of places that anybody is in, and of actions that fire at all: how many before, after, after alone, before alone. */
  readonly places: Readonly<Record<string, readonly number[]>>;
  /** Likewise, and with other parameters. */
  readonly actions: Readonly<Record<string, readonly number[]>>;
  readonly movers: Readonly<Record<string, ContactChange>>;
}

const NOBODY: ReadonlySet<string> = new Set();
const PLACES = /^(band|class|stage|segment|label) /;
const ACTION = /^action (.*?) \[.*$/;

export function findMoves(was: RunFacts, is: RunFacts, before: Rulebook, after: Rulebook): Moves {
  const contacts = [...new Set([...was.keys(), ...is.keys()])].sort();
  const groups = after.groups
    .map(({ id }) => id)
    .filter((id) => before.groups.some((group) => group.id === id));
  const changes = contacts.map((id) => changeOf(was.get(id), is.get(id), groups));
  const moved = contacts.flatMap((id, i) => {
    const isListedOnce = was.has(id) !== is.has(id);
    const { before: from, after: to } = changes[i]!;
    return isListedOnce || from.length > 0 || to.length > 0 ? [[id, changes[i]!] as const] : [];
  });
  return {
    contacts: contacts.length,
    moved: moved.length,
    entered: contacts.filter((id) => !was.has(id)).length,
    left: contacts.filter((id) => !is.has(id)).length,
    groups: Object.fromEntries(groups.map((id) => [`group ${id}`, countDirections(id, changes)])),
    places: countPlaces(contacts, was, is),
    actions: countActions(contacts, was, is),
    movers: Object.fromEntries(moved),
  };
}

/** Scores and awards count where the score of a group that both have differs, and the contact is listed twice. */
function changeOf(
  was: ReadonlySet<string> | undefined,
  is: ReadonlySet<string> | undefined,
  groups: readonly string[],
): ContactChange {
  const [a, b] = [was ?? NOBODY, is ?? NOBODY];
  const isListedTwice = was !== undefined && is !== undefined;
  const movedGroups = isListedTwice ? groups.filter((id) => pointsIn(id, a) !== pointsIn(id, b)) : [];
  const counts = (fact: string) => {
    const [kind, group] = fact.split(" ");
    if (kind !== "score" && kind !== "award") return true;
    return movedGroups.includes(group!) && !/^award .* 0$/.test(fact);
  };
  const onlyIn = (facts: ReadonlySet<string>, others: ReadonlySet<string>) =>
    [...facts].filter((fact) => !others.has(fact) && counts(fact)).sort();
  return { before: onlyIn(a, b), after: onlyIn(b, a) };
}

function pointsIn(group: string, facts: Iterable<string>): bigint | undefined {
  for (const fact of facts) {
    if (fact.startsWith(`score ${group} `)) return BigInt(fact.slice(`score ${group} `.length));
  }
  return undefined;
}

function countDirections(group: string, changes: readonly ContactChange[]) {
  const moves = changes.flatMap(({ before, after }) => {
    const [from, to] = [pointsIn(group, before), pointsIn(group, after)];
    return from === undefined || to === undefined ? [] : [to > from];
  });
  return { up: moves.filter((isUp) => isUp).length, down: moves.filter((isUp) => !isUp).length };
}

function countPlaces(contacts: readonly string[], was: RunFacts, is: RunFacts): Moves["places"] {
  const placesOf = (facts: ReadonlySet<string> = NOBODY) => [...facts].filter((fact) => PLACES.test(fact));
  const all = contacts.flatMap((id) => [...placesOf(was.get(id)), ...placesOf(is.get(id))]);
  const holders = (place: string, facts: RunFacts, others?: RunFacts) =>
    contacts.filter((id) => facts.get(id)?.has(place) && others?.get(id)?.has(place) !== true).length;
  return Object.fromEntries(
    [...new Set(all)].map((place) => [
      place,
      [holders(place, was), holders(place, is), holders(place, is, was), holders(place, was, is)],
    ]),
  );
}

function countActions(contacts: readonly string[], was: RunFacts, is: RunFacts): Moves["actions"] {
  const totals: Record<string, number[]> = {};
  for (const id of contacts) {
    const [a, b] = [was.get(id) ?? NOBODY, is.get(id) ?? NOBODY];
    const named = (name: string, facts: ReadonlySet<string>, others: ReadonlySet<string> = NOBODY) =>
      [...facts].filter((fact) => ACTION.exec(fact)?.[1] === name && !others.has(fact)).length;
    const names = [...a, ...b].flatMap((fact) => ACTION.exec(fact)?.[1] ?? []);
    for (const name of new Set(names)) {
      const [onlyBefore, onlyAfter] = [named(name, a, b), named(name, b, a)];
      const altered = Math.min(onlyBefore, onlyAfter);
      const counts = [named(name, a), named(name, b), onlyAfter - altered, onlyBefore - altered, altered];
      totals[name] = counts.map((count, i) => count + (totals[name]?.[i] ?? 0));
    }
  }
  return totals;
}

/** Of a comparison that keeps all movers. */
export function movesOf({ totals, movers }: RulebookDifference): Moves {
  const { contacts, moved, entered, left, groups, places, actions } = totals;
  return {
    ...{ contacts, moved, entered, left },
    groups: Object.fromEntries(groups.map(({ group, up, down }) => [`group ${group}`, { up, down }])),
    places: Object.fromEntries(
      places
        .filter((place) => place.before > 0 || place.after > 0)
        .map(({ kind, name, value, ...place }) => [
          `${kind} ${name} ${value}`,
          [place.before, place.after, place.entered, place.left],
        ]),
    ),
    actions: Object.fromEntries(
      actions.map(({ trigger, kind, target, ...counts }) => [
        `${trigger} ${kind} ${target}`,
        [counts.before, counts.after, counts.added, counts.removed, counts.altered],
      ]),
    ),
    movers: Object.fromEntries(movers.map((mover) => [mover.contactId, contactChange(mover)])),
  };
}

function contactChange({ moves: { scores, places, actions } }: Mover): ContactChange {
  const side = (key: "before" | "after") => {
    const facts = new Set<string>();
    for (const move of scores) {
      facts.add(`score ${move.group} ${move[key]}`);
      for (const { rule, ...points } of move.rules) {
        if (points[key] !== 0n) facts.add(`award ${move.group} ${rule} ${points[key]}`);
      }
    }
    for (const { kind, name, ...place } of places) {
      if (place[key] !== undefined) facts.add(`${kind} ${name} ${place[key]}`);
    }
    addActions(facts, actions, key);
    return [...facts].sort();
  };
  return { before: side("before"), after: side("after") };
}

function addActions(facts: Set<string>, actions: readonly ActionMove[], key: "before" | "after"): void {
  for (const { trigger, kind, target, ...parameters } of actions) {
    const given = parameters[key];
    if (given !== undefined) addActionFact(facts, `${trigger} ${kind} ${target}`, given);
  }
}

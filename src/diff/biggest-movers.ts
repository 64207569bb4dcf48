// The contacts that move most, in flat memory: the rest is forgotten on the way.

import type { ContactName } from "../store/model.ts";
import { compareText } from "../values/text.ts";
import { type ContactMoves, hasMoved } from "./contact-moves.ts";

export interface Mover extends ContactName {
  readonly moves: ContactMoves;
}

interface Ranked {
  readonly mover: Mover;
  /** The largest move of a score, either way, in micro-units. */
  readonly size: bigint;
  /** How much else differs. */
  readonly others: number;
}

export interface Movers {
  /** Contacts that do not move are passed over. */
  readonly add: (contact: ContactName, moves: ContactMoves) => void;
  /** The largest move of a score first; of equal ones the contact for whom more else differs, then by key. */
  readonly list: () => readonly Mover[];
}

export function createMovers(most: number): Movers {
  let ranked: Ranked[] = [];
  const keepBiggest = () => {
    ranked = ranked.sort(compareRanked).slice(0, most);
  };
  return {
    add: ({ contactId, written, email }, moves) => {
      if (most === 0 || !hasMoved(moves)) return;
      ranked.push(rank({ contactId, written, email, moves }));
      if (ranked.length >= 2 * most + SPARE) keepBiggest();
    },
    list: () => {
      keepBiggest();
      return ranked.map(({ mover }) => mover);
    },
  };
}

/** So that few movers are not sorted at each contact. */
const SPARE = 500;

function rank(mover: Mover): Ranked {
  const { scores, places, actions } = mover.moves;
  const sizes = scores.map(({ before, after }) => (after > before ? after - before : before - after));
  const size = sizes.reduce<bigint>((largest, each) => (each > largest ? each : largest), 0n);
  return { mover, size, others: places.length + actions.length };
}

function compareRanked(a: Ranked, b: Ranked): number {
  if (a.size !== b.size) return a.size > b.size ? -1 : 1;
  return b.others - a.others || compareText(a.mover.contactId, b.mover.contactId);
}

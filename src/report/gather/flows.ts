// How many came to a place and went from it, so that it adds up to how many are there.

import type { NetMove } from "../../store/report/net-moves.ts";

export interface Flow {
  readonly entered: number;
  readonly left: number;
}

/** `value` is the band, class value or stage; `undefined` for segments and labels, which have one each. */
export function flowOf(moves: readonly NetMove[], value: string | undefined): Flow {
  const sum = (end: "before" | "after") =>
    moves
      .filter((move) => (value === undefined ? move[end] !== undefined : move[end] === value))
      .reduce((total, { contacts }) => total + contacts, 0);
  return { entered: sum("after"), left: sum("before") };
}

/**
 * Some come to a place without a move of their own: they are in the lists again, or not any more, with what triggers
 * had given them. They are counted as well, by the difference.
 */
export function settleFlow({ entered, left }: Flow, before: number | undefined, now: number): Flow {
  const unseen = before === undefined ? 0 : unseenOf({ entered, left }, before, now);
  return unseen >= 0 ? { entered: entered + unseen, left } : { entered, left: left - unseen };
}

/** Above zero: so many came unseen; below: so many went. */
export function unseenOf({ entered, left }: Flow, before: number, now: number): number {
  return now - before - (entered - left);
}

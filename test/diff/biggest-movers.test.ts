// The contacts that move most, whatever their number.

import { expect, test } from "vitest";
import { createMovers } from "../../src/diff/biggest-movers.ts";
import type { ContactMoves } from "../../src/diff/contact-moves.ts";
import { type Micro, micro, ZERO } from "../../src/values/decimal.ts";

function movesBy(points: number, places = 0): ContactMoves {
  const after: Micro = micro(BigInt(points));
  return {
    listing: "kept",
    scores: points === 0 ? [] : [{ group: "g", before: ZERO, after, rules: [], rest: ZERO }],
    places: Array.from({ length: places }, (_, i) => ({
      ...{ kind: "segment", name: `s${i}`, before: undefined, after: "member" },
    })) as ContactMoves["places"],
    actions: [],
  };
}

function biggest(most: number, contacts: readonly (readonly [id: string, moves: ContactMoves])[]) {
  const movers = createMovers(most);
  for (const [contactId, moves] of contacts) movers.add({ contactId, written: contactId, email: "" }, moves);
  return movers.list().map(({ contactId }) => contactId);
}

test.each([
  [
    "up and down count alike",
    ["b", "a", "c"],
    [
      ["a", movesBy(5)],
      ["b", movesBy(-9)],
      ["c", movesBy(1)],
    ],
  ],
  [
    "of equal moves the one with more else that differs",
    ["b", "a"],
    [
      ["a", movesBy(5, 1)],
      ["b", movesBy(5, 2)],
    ],
  ],
  [
    "then by key",
    ["a", "b"],
    [
      ["b", movesBy(5)],
      ["a", movesBy(5)],
    ],
  ],
  [
    "who does not move is none",
    ["a"],
    [
      ["a", movesBy(0, 1)],
      ["b", movesBy(0)],
    ],
  ],
] as const)("%s", (_, expected, contacts) => {
  expect(biggest(10, contacts)).toEqual(expected);
});

test.each([0, 1, 7])("no more than %i, be there thousands", (most) => {
  const contacts = Array.from({ length: 5_000 }, (_, i) => [`c${i}`, movesBy((i * 7919) % 5_003)] as const);
  const all = [...contacts].sort(
    ([, a], [, b]) => Number(b.scores[0]?.after ?? 0n) - Number(a.scores[0]?.after ?? 0n),
  );
  expect(biggest(most, contacts)).toEqual(all.slice(0, most).map(([id]) => id));
});

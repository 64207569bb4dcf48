import { describe, expect, it } from "vitest";
import { createSeenIds } from "../../src/store/events/seen-ids.ts";

const COUNT = 200_000;
const ID = (i: number) => `e${i}`;

describe("seen ids", () => {
  const seen = createSeenIds();
  const add = (text: string) => seen.add(text, 0, text.length);
  const areNew = Array.from({ length: COUNT }, (_, i) => add(ID(i)));

  it("are new the first time, however many there are", () => {
    expect([areNew.every(Boolean), seen.size]).toEqual([true, COUNT]);
  });

  it("are known from then on", () => {
    expect(Array.from({ length: COUNT }, (_, i) => add(ID(i))).some(Boolean)).toBe(false);
  });

  it("are parts of a text", () => {
    expect([seen.add("xxe7yy", 2, 4), seen.add("xxnew", 2, 5), seen.add("new", 0, 3)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("may come with their number known before", () => {
    const foreseen = createSeenIds(10_000_000);
    const results = ["a", "b", "a"].map((id) => foreseen.add(id, 0, 1));
    expect(results).toEqual([true, true, false]);
  });

  it("may be empty", () => {
    expect([add(""), add("")]).toEqual([true, false]);
  });
});

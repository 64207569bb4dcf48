import { describe, expect, test } from "vitest";
import { createIdSet } from "../../src/store/identities/id-set.ts";

describe("a set of row ids", () => {
  test.each([
    { name: "nothing", added: [], expected: [] },
    { name: "each once, in order", added: [5, 3, 5, 0], expected: [0, 3, 5] },
    { name: "the ends of a word", added: [31, 32, 63, 64], expected: [31, 32, 63, 64] },
    { name: "ids far beyond the first ones", added: [1, 3_000_000], expected: [1, 3_000_000] },
  ])("holds $name", ({ added, expected }) => {
    const ids = createIdSet();
    for (const id of added) ids.add(id);
    expect({ ids: [...ids], size: ids.size }).toEqual({ ids: expected, size: expected.length });
  });
});

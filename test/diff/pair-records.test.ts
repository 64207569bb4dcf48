// The contacts of two stores side by side.

import { expect, test } from "vitest";
import { pairRecords } from "../../src/diff/pair-records.ts";
import type { ContactRecord } from "../../src/store/model.ts";

function storeOf(...pages: readonly (readonly string[])[]) {
  const records = pages.map((ids) => ids.map((contactId) => ({ contactId }) as ContactRecord));
  return { records: () => records };
}

test.each([
  ["both empty", storeOf(), storeOf(), []],
  ["one empty", storeOf(), storeOf(["a"], ["b"]), ["-a", "-b"]],
  [
    "pages that are cut elsewhere",
    storeOf(["a", "b"], ["c"]),
    storeOf(["a"], ["b", "c"]),
    ["aa", "bb", "cc"],
  ],
  ["contacts of one alone", storeOf(["a", "c"]), storeOf(["b", "c"], ["d"]), ["a-", "-b", "cc", "-d"]],
  ["in the order of code points", storeOf(["\uffee"]), storeOf(["😀"]), ["\uffee-", "-😀"]],
])("%s", (_, before, after, expected) => {
  const shown = [...pairRecords(before, after)].map(
    (pair) => `${pair.before?.contactId ?? "-"}${pair.after?.contactId ?? "-"}`,
  );
  expect(shown).toEqual(expected);
});

test("of one store each record is read once", () => {
  const store = storeOf(["a"]);
  for (const { before, after } of pairRecords(store, store)) expect(before).toBe(after);
});

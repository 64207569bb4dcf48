import type { Entry } from "../source/source-tree.ts";

/** The entries after the first `{}`, which takes everything; `undefined` when all are reached. */
export function afterTaker(
  entries: readonly Entry[],
): { readonly taker: Entry; readonly rest: readonly Entry[] } | undefined {
  const index = entries.findIndex(({ value }) => value.kind === "map" && value.entries.length === 0);
  const taker = entries[index];
  return taker === undefined ? undefined : { taker, rest: entries.slice(index + 1) };
}

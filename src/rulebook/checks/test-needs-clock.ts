import { diagnose } from "../../diagnostics/diagnostic.ts";
import { quoted } from "../../diagnostics/quote.ts";
import { rowsOf } from "../outline/source-parts.ts";
import { childOf, type Entry, entriesOf, type SourceNode } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

const NEED_CLOCK: ReadonlySet<string> = new Set(["before", "after", "within", "older_than"]);

/** Tests of cells that ask for the as-of or for a time zone: files are read before either plays a part. */
export const testNeedsClock: Check = ({ sources }) =>
  sources.flatMap((source) =>
    rowsOf(source).flatMap(({ node, place }) =>
      entriesOf(childOf(node, "when")).flatMap(({ key, value }) =>
        testEntries(value)
          .filter((entry) => NEED_CLOCK.has(entry.key))
          .map((entry) =>
            diagnose("test-needs-clock", entry.keyNode.span, entry.key, `${quoted(key)} of ${place}`),
          ),
      ),
    ),
  );

/** Those inside `not` included. */
function testEntries(test: SourceNode): readonly Entry[] {
  return entriesOf(test).flatMap((entry) => [
    entry,
    ...(entry.key === "not" ? testEntries(entry.value) : []),
  ]);
}

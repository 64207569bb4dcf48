import { diagnose } from "../../diagnostics/diagnostic.ts";
import { placeName } from "../place.ts";
import { childOf, itemsOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Rows of a table that say what to give and not for what. */
export const rowWithoutTest: Check = ({ sections }) =>
  sections.rules.flatMap(({ key, value }) =>
    itemsOf(childOf(value, "points"))
      .filter((row) => row.kind === "map" && row.entries.length === 1 && childOf(row, "give") !== undefined)
      .map((row) => diagnose("row-without-test", row.span, placeName(["rules", key]))),
  );

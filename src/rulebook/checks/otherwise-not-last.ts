import { diagnose } from "../../diagnostics/diagnostic.ts";
import { placeName } from "../place.ts";
import { childOf, itemsOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Rows of a table after the one that takes every value. */
export const otherwiseNotLast: Check = ({ sections }) =>
  sections.rules.flatMap(({ key, value }) => {
    const rows = itemsOf(childOf(value, "points"));
    const taker = rows.findIndex((row) => childOf(row, "otherwise") !== undefined);
    if (taker < 0) return [];
    const place = placeName(["rules", key]);
    return rows
      .slice(taker + 1)
      .map((row) => diagnose("otherwise-not-last", row.span, place, rows[taker]!.span.line));
  });

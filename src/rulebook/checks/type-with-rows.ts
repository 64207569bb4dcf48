import { diagnose } from "../../diagnostics/diagnostic.ts";
import { entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** A type for the whole row, and types for the events that it is. */
export const typeWithRows: Check = ({ sources }) =>
  sources.flatMap(({ written, place }) => {
    const type = entryOf(written, "type");
    if (type === undefined || entryOf(written, "rows") === undefined) return [];
    return [diagnose("type-with-rows", type.keyNode.span, place)];
  });

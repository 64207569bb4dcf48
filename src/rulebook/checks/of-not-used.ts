import { diagnose } from "../../diagnostics/diagnostic.ts";
import { MEASURES_OF_EVENTS } from "../measures.ts";
import { placeName } from "../place.ts";
import { entriesOf, entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

const known: ReadonlySet<string> = new Set(MEASURES_OF_EVENTS);

/** `of` for measures that look at no field. */
export const ofNotUsed: Check = ({ sections }) =>
  sections.traits.flatMap((trait) =>
    entriesOf(trait.value).flatMap(({ key, value }) => {
      const of = known.has(key) ? entryOf(value, "of") : undefined;
      return of === undefined
        ? []
        : [diagnose("of-not-used", of.keyNode.span, key, placeName(["traits", trait.key]))];
    }),
  );

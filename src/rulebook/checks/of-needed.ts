import { diagnose } from "../../diagnostics/diagnostic.ts";
import { MEASURES_OF_A_FIELD } from "../measures.ts";
import { placeName } from "../place.ts";
import { childOf, entriesOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

const known: ReadonlySet<string> = new Set(MEASURES_OF_A_FIELD);

/** Measures of a field that do not say of which. */
export const ofNeeded: Check = ({ sections }) =>
  sections.traits.flatMap((trait) =>
    entriesOf(trait.value)
      .filter(
        ({ key, value }) => known.has(key) && value.kind === "map" && childOf(value, "of") === undefined,
      )
      .map(({ key, keyNode }) => diagnose("of-needed", keyNode.span, key, placeName(["traits", trait.key]))),
  );

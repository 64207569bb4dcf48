import { diagnose } from "../../diagnostics/diagnostic.ts";
import { afterTaker } from "../outline/after-taker.ts";
import { placeName } from "../place.ts";
import { childOf, entriesOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Bands after one without a test. */
export const unreachableBand: Check = ({ sections }) =>
  sections.groups.flatMap(({ key, value }) => {
    const found = afterTaker(entriesOf(childOf(value, "bands")));
    if (found === undefined) return [];
    const { taker, rest } = found;
    const place = placeName(["groups", key]);
    return rest.map((band) =>
      diagnose("unreachable-band", band.keyNode.span, band.key, place, taker.key, taker.keyNode.span.line),
    );
  });

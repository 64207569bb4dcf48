import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { Check } from "./check.ts";

/** A test `{}`: nothing says what must hold. */
export const emptyTest: Check = ({ tests }) =>
  tests.flatMap(({ node, place }) =>
    node.kind === "map" && node.entries.length === 0 ? [diagnose("empty-test", node.span, place)] : [],
  );

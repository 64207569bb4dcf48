import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { SourceKind } from "../schema/sources.ts";
import { entriesOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

const KINDS: Readonly<Record<string, readonly SourceKind[]>> = {
  key: ["contacts"],
  complete: ["contacts"],
  identities: ["contacts", "identities"],
  id: ["events"],
  contact: ["events"],
  type: ["events"],
  at: ["events"],
  rows: ["events"],
  fields: ["contacts", "events"],
  constants: ["contacts", "events"],
};

/** Keys that mean nothing in a source of its kind. */
export const onlyInKind: Check = ({ sources }) =>
  sources.flatMap(({ written, kind, place }) =>
    entriesOf(written).flatMap(({ key, keyNode }) => {
      const kinds = KINDS[key];
      if (kind === undefined || kinds === undefined || kinds.includes(kind)) return [];
      return [diagnose("only-in-kind", keyNode.span, key, place, kind, kinds)];
    }),
  );

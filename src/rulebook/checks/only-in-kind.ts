import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { SourceKind } from "../schema/sources.ts";
import { entriesOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** A map, for a key may be called like a member of every object. */
const KINDS: ReadonlyMap<string, readonly SourceKind[]> = new Map<string, readonly SourceKind[]>([
  ["key", ["contacts"]],
  ["complete", ["contacts"]],
  ["identities", ["contacts", "identities"]],
  ["id", ["events"]],
  ["contact", ["events"]],
  ["type", ["events"]],
  ["at", ["events"]],
  ["rows", ["events"]],
  ["fields", ["contacts", "events"]],
  ["constants", ["contacts", "events"]],
]);

/** Keys that mean nothing in a source of its kind. */
export const onlyInKind: Check = ({ sources }) =>
  sources.flatMap(({ written, kind, place }) =>
    entriesOf(written).flatMap(({ key, keyNode }) => {
      const kinds = KINDS.get(key);
      if (kind === undefined || kinds === undefined || kinds.includes(kind)) return [];
      return [diagnose("only-in-kind", keyNode.span, key, place, kind, kinds)];
    }),
  );

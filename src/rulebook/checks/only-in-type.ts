import { diagnose } from "../../diagnostics/diagnostic.ts";
import { typedFieldsOf } from "../outline/source-parts.ts";
import type { FieldType } from "../schema/sources.ts";
import { childOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** A map, for a key may be called like a member of every object. */
const TYPES: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
  ["decimal", "number"],
  ["thousands", "number"],
  ["format", "date"],
  ["timezone", "date"],
  ["separator", "list"],
]);

/** Keys that mean nothing for a field of its type. */
export const onlyInType: Check = ({ sources }) =>
  sources.flatMap((source) =>
    typedFieldsOf(source).flatMap(({ node, place }) => {
      const written = childOf(node, "type");
      const type = written?.kind === "scalar" ? String(written.value) : "text";
      return node.entries.flatMap(({ key, keyNode }) => {
        const fitting = TYPES.get(key);
        if (fitting === undefined || fitting === type) return [];
        return [diagnose("only-in-type", keyNode.span, key, place, type, fitting)];
      });
    }),
  );

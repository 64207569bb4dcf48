import { diagnose } from "../../diagnostics/diagnostic.ts";
import { fieldName } from "../../values/text.ts";
import { childOf, entriesOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** What the keys of these maps name. The kinds of a key are few, and checked with the shape. */
const NAMED: Readonly<Record<string, string>> = {
  fields: "a field",
  constants: "a field",
  identities: "a kind of identity",
  contact: "a kind of identity",
};

/** Names of fields and kinds that could not be those of a field. */
export const badName: Check = ({ sources }) =>
  sources.flatMap(({ written, place }) =>
    Object.entries(NAMED).flatMap(([map, what]) =>
      entriesOf(childOf(written, map)).flatMap(({ key, keyNode }) => {
        const name = fieldName(key);
        if (name === key) return [];
        return [diagnose("bad-name", keyNode.span, key, what, place, name)];
      }),
    ),
  );

import { diagnose } from "../../diagnostics/diagnostic.ts";
import { identitiesOf } from "../outline/source-parts.ts";
import { childOf, entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** A field that would be both an identity and a column of its own. */
export const fieldAndIdentity: Check = ({ sources }) =>
  sources.flatMap((source) =>
    identitiesOf(source).flatMap(({ key, entries }) =>
      entries.flatMap((identity) => {
        const field = entryOf(childOf(source.whole, "fields"), identity.key);
        if (field === undefined) return [];
        return [diagnose("field-and-identity", field.keyNode.span, field.key, source.place, key)];
      }),
    ),
  );

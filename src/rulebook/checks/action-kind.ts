import { diagnose } from "../../diagnostics/diagnostic.ts";
import { ACTION_KINDS } from "../model.ts";
import { placeName } from "../place.ts";
import { childOf, itemsOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

const kinds: ReadonlySet<string> = new Set(ACTION_KINDS);

/** Actions that say nothing to do, or several things. */
export const actionKind: Check = ({ sections }) =>
  sections.triggers.flatMap((trigger) =>
    itemsOf(childOf(trigger.value, "do")).flatMap((action, i) => {
      if (action.kind !== "map") return [];
      const keys = action.entries.map(({ key }) => key);
      const found = keys.filter((key) => kinds.has(key));
      const hasOther = keys.some((key) => !kinds.has(key) && key !== "with");
      // A misspelt kind has been reported as an unexpected key.
      if (found.length === 1 || (found.length === 0 && hasOther)) return [];
      return [
        diagnose(
          "action-kind",
          action.span,
          placeName(["triggers", trigger.key, "do", i]),
          found,
          ACTION_KINDS,
        ),
      ];
    }),
  );

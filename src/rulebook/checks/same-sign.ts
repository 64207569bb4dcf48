import { diagnose } from "../../diagnostics/diagnostic.ts";
import { typedFieldsOf } from "../outline/source-parts.ts";
import { childOf, isText } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Numbers whose fraction could not be told from their thousands. */
export const sameSign: Check = ({ sources }) =>
  sources.flatMap((source) =>
    typedFieldsOf(source).flatMap(({ node, place }) => {
      const thousands = childOf(node, "thousands");
      const decimal = childOf(node, "decimal");
      const sign = isText(decimal) ? decimal.value : ".";
      if (!isText(thousands) || thousands.value !== sign) return [];
      return [diagnose("same-sign", thousands.span, place, sign)];
    }),
  );

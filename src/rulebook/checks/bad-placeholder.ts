import { diagnose } from "../../diagnostics/diagnostic.ts";
import { parseTemplate } from "../template.ts";
import type { Check } from "./check.ts";

/** Braces in parameters that name nothing. */
export const badPlaceholder: Check = ({ templates }) =>
  templates.flatMap(({ text, span, place }) =>
    parseTemplate(text).flatMap((piece) =>
      piece.kind === "mistake" ? [diagnose("bad-placeholder", span, text, place, piece.why)] : [],
    ),
  );

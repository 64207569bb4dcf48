import { diagnose } from "../../diagnostics/diagnostic.ts";
import { parseDateFormat } from "../../values/date-format.ts";
import { DATE_TOKENS } from "../../values/date-pattern.ts";
import { dateSettingsOf } from "../outline/source-parts.ts";
import { ISO_FORMAT } from "../schema/sources.ts";
import { isText } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Formats by which no date could be read, or by which it would have to be guessed. */
export const badDateFormat: Check = ({ sources }) =>
  sources.flatMap((source) =>
    dateSettingsOf(source, "date_format", "format").flatMap(({ node, place }) => {
      if (!isText(node) || node.value === ISO_FORMAT) return [];
      const reading = parseDateFormat(node.value);
      if (reading.kind === "format") return [];
      return [diagnose("bad-date-format", node.span, node.value, place, reading.problem, DATE_TOKENS)];
    }),
  );

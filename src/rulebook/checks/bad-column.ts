import { diagnose } from "../../diagnostics/diagnostic.ts";
import { fieldName } from "../../values/text.ts";
import { columnNamesOf } from "../outline/source-parts.ts";
import type { Check } from "./check.ts";

/** Names that no column has, whatever the file. */
export const badColumn: Check = ({ sources }) =>
  sources.flatMap((source) =>
    columnNamesOf(source)
      // An empty text is reported with the shape.
      .filter(({ value }) => value !== "" && fieldName(value) === "")
      .map(({ value, span }) => diagnose("bad-column", span, value, source.place)),
  );

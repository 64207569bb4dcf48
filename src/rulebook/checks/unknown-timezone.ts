import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { isTimezone } from "../../values/calendar.ts";
import { dateSettingsOf } from "../outline/source-parts.ts";
import { childOf, isText, type SourceNode } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Time zones that this platform does not know. */
export const unknownTimezone: Check = ({ root, sources }) => [
  ...checkTimezone(childOf(root, "timezone")),
  ...sources.flatMap((source) =>
    dateSettingsOf(source, "timezone", "timezone").flatMap(({ node }) => checkTimezone(node)),
  ),
];

function checkTimezone(node: SourceNode | undefined): readonly Diagnostic[] {
  if (!isText(node) || isTimezone(node.value)) return [];
  return [diagnose("unknown-timezone", node.span, node.value, suggestTimezone(node.value))];
}

/** "Paris" is the city of "Europe/Paris". */
function suggestTimezone(written: string): string | undefined {
  const known = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  const city = written.trim().toLowerCase().replaceAll(" ", "_");
  const ofCity = known.find((zone) => zone.toLowerCase().endsWith(`/${city}`));
  return ofCity ?? closestName(written, known);
}

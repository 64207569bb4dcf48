import { diagnose } from "../../diagnostics/diagnostic.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import { isTimezone } from "../../values/calendar.ts";
import { childOf, isText } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** A time zone that this platform does not know. */
export const unknownTimezone: Check = ({ root }) => {
  const node = childOf(root, "timezone");
  if (!isText(node) || isTimezone(node.value)) return [];
  return [diagnose("unknown-timezone", node.span, node.value, suggestTimezone(node.value))];
};

/** "Paris" is the city of "Europe/Paris". */
function suggestTimezone(written: string): string | undefined {
  const known = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  const city = written.trim().toLowerCase().replaceAll(" ", "_");
  const ofCity = known.find((zone) => zone.toLowerCase().endsWith(`/${city}`));
  return ofCity ?? closestName(written, known);
}

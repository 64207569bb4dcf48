import { diagnose } from "../../diagnostics/diagnostic.ts";
import type { RuleCounts } from "../../evaluate/survey.ts";
import { definitionOf } from "../../rulebook/outline/lookups.ts";
import { placeName } from "../../rulebook/place.ts";
import type { Rule } from "../../rulebook/rule-model.ts";
import { createCalendar } from "../../values/calendar.ts";
import { formatCountOf } from "../../values/count.ts";
import type { DataCheck } from "./data-check.ts";

/** Rules that give no contact any points. */
export const neverAwards: DataCheck = ({ rulebook, outline }, { survey, facts, asOf }) =>
  rulebook.rules.flatMap((rule) => {
    const counts = survey.rules.get(rule.id)!;
    if (survey.contacts === 0 || counts.awardsWithPoints > 0) return [];
    // That no event has one of its types is said where they stand.
    if (rule.kind === "event" && facts.eventsOf(rule.selector.types) === 0) return [];
    const { span } = definitionOf(outline, "rules", rule.id)!.keyNode;
    const day = createCalendar(rulebook.timezone).formatDay(asOf);
    const why = reason(rule, counts, day);
    return [diagnose("never-awards", span, placeName(["rules", rule.id]), survey.contacts, ...why)];
  });

const EVENTS_HELP = "look at its event, its fields and its window";
const CONTACTS_HELP = "look at one who should have them with tallybook explain";

/** The first step at which nobody is left. */
function reason(
  { kind }: Rule,
  { isActive, matched, admitted, awards }: Readonly<RuleCounts>,
  day: string,
): readonly [why: string, help: string] {
  if (!isActive) return [`it is not active on ${day}`, "is another as-of meant, or can the rule go?"];
  if (matched === 0) return ["no event is one that it counts", EVENTS_HELP];
  const of = kind === "event" ? `the ${formatCountOf(matched, "contact")} with such events` : "them";
  if (admitted === 0) return [`none of ${of} meets its "when"`, CONTACTS_HELP];
  if (awards > 0) return ["its points are 0 each time", "look at its points and caps"];
  return kind === "period"
    ? ["no whole period has passed for anybody", CONTACTS_HELP]
    : ["no value gives points", "look at the field that its points rest on, and its table"];
}

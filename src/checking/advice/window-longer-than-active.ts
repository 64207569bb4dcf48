import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import { definitionOf } from "../../rulebook/outline/lookups.ts";
import { placeName } from "../../rulebook/place.ts";
import type { EventRule } from "../../rulebook/rule-model.ts";
import { entryOf } from "../../rulebook/source/source-tree.ts";
import { type Calendar, createCalendar } from "../../values/calendar.ts";
import { formatDuration } from "../../values/duration.ts";
import type { Advice, SoundRulebook } from "./advice.ts";

/** Rules for a season that always count events from before it. */
export const windowLongerThanActive: Advice = (sound) => {
  const calendar = createCalendar(sound.rulebook.timezone);
  return sound.rulebook.rules.flatMap((rule) =>
    rule.kind === "event" ? checkRule(rule, sound, calendar) : [],
  );
};

function checkRule(
  { id, active, selector }: EventRule,
  { outline }: SoundRulebook,
  calendar: Calendar,
): readonly Diagnostic[] {
  const { from, until } = active ?? {};
  const { within, since } = selector;
  if (from === undefined || until === undefined || within === undefined) return [];
  const start = calendar.startOfDay(from);
  const end = calendar.endOfDay(until);
  // `end` is the last millisecond.
  if (calendar.subtract(end + 1, within) >= start) return [];
  if (since !== undefined && calendar.startOfDay(since) >= start) return [];
  const { keyNode } = entryOf(definitionOf(outline, "rules", id)!.value, "within")!;
  return [
    diagnose(
      ...(["window-longer-than-active" as const, keyNode.span, placeName(["rules", id])] as const),
      ...([formatDuration(within), calendar.formatDay(start), calendar.formatDay(end)] as const),
    ),
  ];
}

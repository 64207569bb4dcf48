// An explanation on a terminal: the same lines as elsewhere, wrapped, with a bar for what each makes of its group.

import type { ScoreExplanation } from "../../evaluate/explain/explanation.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { type Calendar, createCalendar } from "../../values/calendar.ts";
import { formatCountOf } from "../../values/count.ts";
import { countByTime } from "../drawing/count-by-time.ts";
import type { Page } from "../drawing/page.ts";
import { drawSparkline } from "../drawing/sparkline.ts";
import { hangSpans, listSpans, spaceSpans, wrapSpans } from "../drawing/words.ts";
import type { ExplainedContact, ExplanationChoice } from "../facts/explained-contact.ts";
import { describeRest, nameContact } from "../print/explanation.ts";
import { showText } from "../terminal.ts";
import { joinParts } from "../wording/join-parts.ts";
import { drawGroups } from "./groups-page.ts";

export function drawExplanation(explained: ExplainedContact, choice: ExplanationChoice, page: Page): string {
  const { rulebook, standing, explanation } = explained;
  const calendar = createCalendar(rulebook.timezone);
  const heading = headingLines(explained, calendar, page);
  const only = (reason: string) => joinParts([heading, wrapSpans([{ text: showText(reason) }], page.width)]);
  if (standing.isRetired) return only("retired: its source lists it no more");
  if (explanation.kind === "excluded") return only(`excluded: ${explanation.reason}`);
  const groups = explanation.groups.filter(
    ({ group }) => choice.group === undefined || group === choice.group,
  );
  return joinParts([
    [...heading, ...eventLines(explained, calendar, page)],
    ...drawGroups(groups, { rulebook, calendar, withEvents: choice.events === true }, page),
    choice.group === undefined ? restLines(explained, explanation, calendar, page) : [],
  ]);
}

function headingLines(explained: ExplainedContact, calendar: Calendar, { chalk, width }: Page) {
  return spaceSpans(
    [
      { text: nameContact(explained), style: chalk.bold },
      { text: `as of ${formatAsOf(explained.asOf, calendar)}` },
    ],
    width,
  );
}

const MOST_STEPS = 52;
/** Fewer events than that are told by their number. */
const FEWEST_DRAWN = 3;

/** `31 events ▁▂▁█ per week, the last 2026-10-29`. */
function eventLines({ eventTimes, asOf }: ExplainedContact, calendar: Calendar, page: Page) {
  const { chalk, width, hasBlocks } = page;
  if (eventTimes.length === 0) return [];
  const last = eventTimes.reduce((latest, at) => Math.max(latest, at));
  const lead = `${formatCountOf(eventTimes.length, "event")} `;
  const end = (by: string) => `${by}the last ${calendar.formatDay(last)}`;
  const isDrawn = hasBlocks && eventTimes.length >= FEWEST_DRAWN;
  const { step, counts } = countByTime(eventTimes, asOf, Math.min(MOST_STEPS, width - lead.length));
  return wrapSpans(
    [
      { text: lead, style: chalk.dim },
      { text: isDrawn ? drawSparkline(counts) : "", style: chalk.cyan },
      { text: end(isDrawn ? `per ${step}, ` : ""), style: chalk.dim },
    ],
    width,
  );
}

/** Each list behind its name; what triggers say is long, and stands on lines of its own. */
function restLines(
  explained: ExplainedContact,
  explanation: ScoreExplanation,
  calendar: Calendar,
  { chalk, width }: Page,
): readonly string[] {
  const lists = describeRest(explained, explanation, calendar);
  const longest = lists.reduce((most, [name]) => Math.max(most, name.length), 0);
  return lists.flatMap(([name, texts]) => {
    const lead = chalk.bold(name) + " ".repeat(longest - name.length + 3);
    const blank = " ".repeat(longest + 3);
    if (!OWN_LINES.has(name)) return hangSpans(lead, listSpans(texts), width);
    return texts.flatMap((text, index) => hangSpans(index === 0 ? lead : blank, [{ text }], width));
  });
}

const OWN_LINES: ReadonlySet<string> = new Set(["triggers", "not known"]);

// An explanation for people. The lines of a group add up to its score.

import type { ScoreExplanation } from "../../evaluate/explain/explanation.ts";
import type { HeldIdentity } from "../../store/past/person-at.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { type Calendar, createCalendar } from "../../values/calendar.ts";
import type { ExplainedContact, ExplanationChoice, ShownMembership } from "../facts/explained-contact.ts";
import { showText } from "../terminal.ts";
import { formatGroup } from "./group.ts";
import { alignRows, type Row } from "./table.ts";
import { formatTrigger } from "./trigger.ts";

/** As it goes to files and other programs. */
export function formatExplanation(explained: ExplainedContact, choice: ExplanationChoice): string {
  const { rulebook, asOf, standing, explanation } = explained;
  const calendar = createCalendar(rulebook.timezone);
  const heading = `${nameContact(explained)}   as of ${formatAsOf(asOf, calendar)}\n`;
  if (standing.isRetired) return `${heading}\nretired: its source lists it no more\n`;
  if (explanation.kind === "excluded") return `${heading}\nexcluded: ${showText(explanation.reason)}\n`;
  const groups = explanation.groups
    .filter(({ group }) => choice.group === undefined || group === choice.group)
    .map((group) => formatGroup(group, calendar, choice.events === true));
  const rest = choice.group === undefined ? formatRest(explained, explanation, calendar) : "";
  return [heading, ...groups, rest].filter((part) => part !== "").join("\n");
}

export function nameContact({ standing: { written, email } }: ExplainedContact): string {
  return showText(email === "" ? written : `${written} <${email}>`);
}

function formatRest(explained: ExplainedContact, explanation: ScoreExplanation, calendar: Calendar): string {
  return alignRows(
    describeRest(explained, explanation, calendar).map(([name, texts]): Row => [name, texts.join(" · ")]),
  )
    .map((line) => `${line}\n`)
    .join("");
}

/** What is said below the groups, each as a list; without lists that are empty. */
export function describeRest(
  explained: ExplainedContact,
  { classes, stage, triggers }: ScoreExplanation,
  calendar: Calendar,
): readonly (readonly [name: string, texts: readonly string[]])[] {
  const { rulebook, memberships, notKnown, laterIdentities } = explained;
  const of = (kind: "segment" | "label") =>
    memberships.filter((membership) => membership.kind === kind).map((each) => formatMember(each, calendar));
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ["identities", shownIdentities(explained).map((identity) => formatIdentity(identity, calendar))],
    ["not yet", laterIdentities.map((identity) => formatIdentity(identity, calendar))],
    ["classes", classes.map((entry) => `${entry.class} ${entry.value}`)],
    ["stage", stage === undefined ? [] : [`${stage.stage} since ${formatAsOf(stage.since, calendar)}`]],
    ["segments", of("segment")],
    ["labels", of("label")],
    ["triggers", triggers.map((trigger) => formatTrigger(trigger, rulebook, calendar))],
    ["not known", notKnown],
  ];
  return lists.filter(([, texts]) => texts.length > 0);
}

function formatMember({ name, since }: ShownMembership, calendar: Calendar): string {
  return since === undefined ? name : `${name} since ${formatAsOf(since, calendar)}`;
}

/** The heading has the e-mail already. */
function shownIdentities({ identities, standing }: ExplainedContact): readonly HeldIdentity[] {
  return identities.filter(
    ({ kind, value, evidence }) =>
      evidence !== "stated" || kind !== "email" || value.trim() !== standing.email,
  );
}

/** "visitor_id phone-7 since 2026-02-10 (with email ada@example.com)". */
function formatIdentity(
  { kind, value, evidence, at, with: other }: HeldIdentity,
  calendar: Calendar,
): string {
  const since = at === undefined ? "" : ` since ${calendar.formatDay(at)}`;
  const seen = `${evidence === "former" ? "formerly " : ""}with ${other.kind} ${other.value}`;
  return showText(`${kind} ${value}${since} (${seen})`);
}

import { explainHistory } from "../../evaluate/explain/explain-history.ts";
import type { Explanation } from "../../evaluate/explain/explanation.ts";
import { PointsRangeError } from "../../evaluate/range.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import { loadLastRulebook } from "../../run/last-rulebook.ts";
import { lookBack } from "../../run/look-back.ts";
import type { RunRecord } from "../../store/model.ts";
import type { StateAt } from "../../store/past/state-at.ts";
import type { Store } from "../../store/store.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { createCalendar, type Instant } from "../../values/calendar.ts";
import { findOneContact } from "../database/find-one-contact.ts";
import { withReadStore } from "../database/with-store.ts";
import { pageOf } from "../drawing/page.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import type { ExplainedContact, ExplanationChoice, ShownMembership } from "../facts/explained-contact.ts";
import { explanationJson } from "../formats/explanation-json.ts";
import { readAsOf } from "../options/as-of-option.ts";
import { requireKnown } from "../options/known-names.ts";
import { formatExplanation } from "../print/explanation.ts";
import { createTerminal, showJson } from "../terminal.ts";

export interface ExplainOptions extends ExplanationChoice {
  readonly db: string;
  readonly asOf?: string;
  readonly json?: boolean;
  readonly color: boolean;
}

export async function explainAction(contact: string, options: ExplainOptions): Promise<ExitCode> {
  const explained = await withReadStore(options.db, (store) => explainContact(store, contact, options));
  const terminal = createTerminal(options);
  const page = pageOf(terminal);
  if (options.json === true) terminal.out(showJson(explanationJson(explained, options)));
  else if (page === undefined) terminal.out(formatExplanation(explained, options));
  else {
    const { drawExplanation } = await import("../pages/explanation-page.ts");
    terminal.out(drawExplanation(explained, options, page));
  }
  return EXIT.done;
}

async function explainContact(
  store: Store,
  contact: string,
  options: ExplainOptions,
): Promise<ExplainedContact> {
  const { run, rulebook } = await loadLastRulebook(store, options.db);
  if (options.group !== undefined) requireKnown("group", options.group, rulebook.groups);
  const contactId = findOneContact(store, contact);
  const asOf = options.asOf === undefined ? run.asOf : readAsOf(options.asOf, rulebook.timezone);
  const found = store.contactAt(contactId, asOf);
  const standing = store.standing(found?.person.contactId ?? contactId);
  if (found === undefined || standing === undefined) throw new Error(`contact ${contactId} vanished`);
  const { history, unsure } = lookBack(rulebook, found);
  const explanation = explainWithinRange(rulebook, history, asOf, unsure);
  return {
    rulebook,
    asOf,
    standing,
    explanation,
    eventTimes: history.events.map(({ at }) => at).filter((at) => at <= asOf),
    memberships:
      asOf === run.asOf ? standing.memberships : decidedMemberships(rulebook, explanation, found.left),
    identities: found.person.linked,
    laterIdentities: found.person.later,
    notKnown: findNotKnown(run, rulebook, found.left, asOf),
  };
}

/** Of a past day the points may be beyond range, by what has become known since. */
function explainWithinRange(...args: Parameters<typeof explainHistory>): Explanation {
  try {
    return explainHistory(...args);
  } catch (cause) {
    if (!(cause instanceof PointsRangeError)) throw cause;
    throw new UsageError(`as of that time ${cause.message}; give another --as-of, or mend the rulebook`, {
      cause,
    });
  }
}

/** Those that the evaluation finds; since when, the run before may tell. */
function decidedMemberships(
  rulebook: Rulebook,
  explanation: Explanation,
  { memberships }: StateAt,
): readonly ShownMembership[] {
  if (explanation.kind === "excluded") return [];
  const members = { segment: explanation.segments, label: explanation.labels };
  return [...rulebook.segments, ...rulebook.labels]
    .filter(({ kind, id }) => members[kind].includes(id))
    .map(({ kind, id }) => {
      const kept = memberships.find((each) => each.kind === kind && each.name === id);
      return { kind, name: id, since: kept?.since };
    });
}

function findNotKnown(
  last: RunRecord,
  rulebook: Rulebook,
  { run }: StateAt,
  asOf: Instant,
): readonly string[] {
  if (asOf >= last.asOf) return [];
  const calendar = createCalendar(rulebook.timezone);
  const fields = "fields are those of the last import: what they were then is not kept";
  if (run === undefined)
    return [fields, "no run had been made by then: stages and triggers are as a first run would find them"];
  if (run.rulebookHash === last.rulebookHash) return [fields];
  return [
    fields,
    `the rulebook is that of the last run: the run of ${formatAsOf(run.asOf, calendar)} had another`,
  ];
}

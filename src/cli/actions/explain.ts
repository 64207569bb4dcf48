import { explainHistory } from "../../evaluate/explain-history.ts";
import type { Explanation } from "../../evaluate/explanation.ts";
import type { History } from "../../evaluate/history.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import { loadLastRulebook } from "../../run/last-rulebook.ts";
import type { Store } from "../../store/store.ts";
import type { Instant } from "../../values/calendar.ts";
import { readAsOf } from "../as-of-option.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { ExplainedContact, ShownMembership } from "../explained-contact.ts";
import { explanationJson } from "../explanation-json.ts";
import { findOneContact } from "../find-one-contact.ts";
import { requireKnown } from "../known-names.ts";
import { formatExplanation } from "../print-explanation.ts";
import { createTerminal, showJson } from "../terminal.ts";
import { withReadStore } from "../with-store.ts";

export interface ExplainOptions {
  readonly db: string;
  readonly group?: string;
  readonly asOf?: string;
  readonly events?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

export function explainAction(contact: string, options: ExplainOptions): ExitCode {
  const explained = withReadStore(options.db, (store) => explainContact(store, contact, options));
  const terminal = createTerminal(options);
  terminal.out(
    options.json === true
      ? showJson(explanationJson(explained, options))
      : formatExplanation(explained, options, terminal.outChalk),
  );
  return EXIT.done;
}

function explainContact(store: Store, contact: string, options: ExplainOptions): ExplainedContact {
  const { run, rulebook } = loadLastRulebook(store, options.db);
  if (options.group !== undefined) requireKnown("group", options.group, rulebook.groups);
  const contactId = findOneContact(store, contact);
  const asOf = options.asOf === undefined ? run.asOf : readAsOf(options.asOf, rulebook.timezone);
  const history = store.history(contactId);
  const standing = store.standing(contactId);
  if (history === undefined || standing === undefined) throw new Error(`contact ${contactId} vanished`);
  const isLastRun = asOf === run.asOf;
  const explanation = explainHistory(rulebook, isLastRun ? history : beforeMoves(history, asOf), asOf);
  const memberships = isLastRun ? standing.memberships : computedMemberships(rulebook, explanation);
  return { rulebook, asOf, isLastRun, standing, memberships, explanation };
}

/** Looking back, a stage that a later run reached is not there yet. */
function beforeMoves(history: History, asOf: Instant): History {
  const { stage } = history.previous;
  if (stage === undefined || stage.since <= asOf) return history;
  return { ...history, previous: { ...history.previous, stage: undefined } };
}

/** Of a past day only those memberships are known that a condition decides. */
function computedMemberships(rulebook: Rulebook, explanation: Explanation): readonly ShownMembership[] {
  if (explanation.kind === "excluded") return [];
  const members = { segment: explanation.segments, label: explanation.labels };
  return [...rulebook.segments, ...rulebook.labels]
    .filter(({ kind, id, when }) => when !== undefined && members[kind].includes(id))
    .map(({ kind, id }) => ({ kind, name: id, since: undefined }));
}

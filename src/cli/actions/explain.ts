import { explainHistory } from "../../evaluate/explain-history.ts";
import type { Explanation } from "../../evaluate/explanation.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import { loadLastRulebook } from "../../run/last-rulebook.ts";
import type { Standing } from "../../store/standing.ts";
import type { Store } from "../../store/store.ts";
import type { Instant } from "../../values/calendar.ts";
import { readAsOf } from "../as-of-option.ts";
import type { ExplainOptions } from "../commands/explain.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import { explanationJson } from "../explanation-json.ts";
import { requireKnown } from "../known-names.ts";
import { formatExplanation } from "../print-explanation.ts";
import { createTerminal, showText } from "../terminal.ts";
import { withReadStore } from "../with-store.ts";

/** Everything that an explanation shows, as text or as JSON. */
export interface ExplainedContact {
  readonly rulebook: Rulebook;
  readonly asOf: Instant;
  /** As the last run left it, whatever the as-of. */
  readonly standing: Standing;
  readonly explanation: Explanation;
}

export function explainAction(contact: string, options: ExplainOptions): ExitCode {
  const explained = withReadStore(options.db, (store) => explainContact(store, contact, options));
  const terminal = createTerminal(options);
  terminal.out(
    options.json === true
      ? `${JSON.stringify(explanationJson(explained, options), undefined, 2)}\n`
      : formatExplanation(explained, options, terminal.outChalk),
  );
  return EXIT.done;
}

function explainContact(store: Store, contact: string, options: ExplainOptions): ExplainedContact {
  const { run, rulebook } = loadLastRulebook(store, options.db);
  if (options.group !== undefined) requireKnown("group", options.group, rulebook.groups);
  const contactId = findOne(store, contact);
  const asOf = options.asOf === undefined ? run.asOf : readAsOf(options.asOf, rulebook.timezone);
  const history = store.history(contactId);
  const standing = store.standing(contactId);
  if (history === undefined || standing === undefined) throw new Error(`contact ${contactId} vanished`);
  return { rulebook, asOf, standing, explanation: explainHistory(rulebook, history, asOf) };
}

function findOne(store: Store, text: string): string {
  const [found, ...others] = store.findContact(text);
  if (found === undefined) {
    throw new UsageError(`no contact has the key or e-mail "${showText(text)}"`);
  }
  if (others.length === 0) return found;
  const all = [found, ...others].map((id) => `"${showText(id)}"`).join(", ");
  throw new UsageError(`"${showText(text)}" names several contacts: ${all}; give one of these keys`);
}

import { rankKinds } from "../../intake/identity/rank-kinds.ts";
import { loadLastRulebook } from "../../run/last-rulebook.ts";
import type { Erasure } from "../../store/forget/forget.ts";
import { formatCountOf } from "../../values/count.ts";
import { findOneContact } from "../database/find-one-contact.ts";
import { withExistingStore } from "../database/with-store.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { createTerminal, showJson, showText } from "../terminal.ts";

export interface ForgetOptions {
  readonly db: string;
  readonly wait?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

export async function forgetAction(contact: string, options: ForgetOptions): Promise<ExitCode> {
  const terminal = createTerminal(options);
  const { name, erasure } = await withExistingStore(options, async (store) => {
    const { rulebook } = await loadLastRulebook(store, options.db);
    const contactId = findOneContact(store, contact);
    const name = store.standing(contactId)?.written ?? contactId;
    return { name, erasure: store.forget(contactId, rankKinds(rulebook.sources)) };
  });
  const { isTraceless, ...figures } = erasure;
  if (options.json === true) terminal.out(showJson(figures));
  else if (options.quiet !== true) terminal.out(formatErasure(name, erasure));
  if (!isTraceless) terminal.err(BEING_READ);
  return EXIT.done;
}

const BEING_READ =
  "tallybook: another program is reading the database: what was erased can be found in its files until that ends and a run has followed\n";

function formatErasure(contact: string, { identities, events, rejects }: Erasure): string {
  const parts = [
    formatCountOf(identities, "identity", "identities"),
    formatCountOf(events, "event"),
    ...(rejects > 0 ? [`the text of ${formatCountOf(rejects, "rejected row")}`] : []),
  ];
  return `forgot ${showText(contact)}: ${parts.join(", ")}; files written before still name it: run again, or delete them\n`;
}

import { rankKinds } from "../../intake/identity/rank-kinds.ts";
import { loadLastRulebook } from "../../run/last-rulebook.ts";
import type { Erasure } from "../../store/forget.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { findOneContact } from "../find-one-contact.ts";
import { formatCountOf } from "../table.ts";
import { createTerminal, showText } from "../terminal.ts";
import { withExistingStore } from "../with-store.ts";

export interface ForgetOptions {
  readonly db: string;
  readonly wait?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

export async function forgetAction(contact: string, options: ForgetOptions): Promise<ExitCode> {
  const terminal = createTerminal(options);
  const erasure = await withExistingStore(options, (store) => {
    const { rulebook } = loadLastRulebook(store, options.db);
    return store.forget(findOneContact(store, contact), rankKinds(rulebook.sources));
  });
  if (options.json === true) terminal.out(`${JSON.stringify(erasure, undefined, 2)}\n`);
  else if (options.quiet !== true) terminal.out(formatErasure(contact, erasure));
  return EXIT.done;
}

function formatErasure(contact: string, { identities, events, rejects }: Erasure): string {
  const parts = [
    formatCountOf(identities, "identity", "identities"),
    formatCountOf(events, "event"),
    ...(rejects > 0 ? [`the text of ${formatCountOf(rejects, "rejected row")}`] : []),
  ];
  return `forgot ${showText(contact)}: ${parts.join(", ")}; files written before still name it: run again, or delete them\n`;
}

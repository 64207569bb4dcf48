import { loadLastRulebook } from "../../run/last-rulebook.ts";
import type { TopContact } from "../../store/model.ts";
import { formatDecimal } from "../../values/decimal.ts";
import { withReadStore } from "../database/with-store.ts";
import { pageOf } from "../drawing/page.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { readCount } from "../options/count-option.ts";
import { requireKnown } from "../options/known-names.ts";
import { drawTop } from "../pages/top-page.ts";
import { alignRows } from "../print/table.ts";
import { createTerminal, showJson, showText } from "../terminal.ts";

export interface TopOptions {
  readonly db: string;
  readonly band?: string;
  readonly segment?: string;
  readonly number: string;
  readonly json?: boolean;
  readonly color: boolean;
}

export async function topAction(group: string, options: TopOptions): Promise<ExitCode> {
  const limit = readCount("-n", options.number, MOST_CONTACTS);
  const { found, contacts } = await withReadStore(options.db, async (store) => {
    const { rulebook } = await loadLastRulebook(store, options.db);
    const found = requireKnown("group", group, rulebook.groups);
    if (options.band !== undefined) requireKnown("band", options.band, found.bands);
    if (options.segment !== undefined) requireKnown("segment", options.segment, rulebook.segments);
    const query = { band: options.band, segment: options.segment, limit };
    return { found, contacts: store.topContacts(group, query) };
  });
  const terminal = createTerminal(options);
  const page = pageOf(terminal);
  if (options.json === true) terminal.out(formatJson(contacts));
  else terminal.out(page === undefined ? formatTable(contacts) : drawTop(contacts, found, page));
  return EXIT.done;
}

const MOST_CONTACTS = 1_000_000;

function formatTable(contacts: readonly TopContact[]): string {
  const rows = contacts.map(({ written, email, points, band }) => [
    formatDecimal(points),
    band ?? "",
    showText(written),
    showText(email),
  ]);
  return alignRows(rows, ["right"])
    .map((line) => `${line}\n`)
    .join("");
}

function formatJson(contacts: readonly TopContact[]): string {
  const rows = contacts.map(({ written, email, points, band }) => ({
    contact_id: written,
    email,
    score: formatDecimal(points),
    band: band ?? null,
  }));
  return showJson(rows);
}

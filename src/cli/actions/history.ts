import { scorePastRuns } from "../../run/past-scores.ts";
import type { Store } from "../../store/store.ts";
import { findOneContact } from "../database/find-one-contact.ts";
import { MOST_RUNS, requireRuns } from "../database/require-runs.ts";
import { withReadStore } from "../database/with-store.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { ContactPast } from "../facts/contact-past.ts";
import { pastJson } from "../formats/past-json.ts";
import { readCount } from "../options/count-option.ts";
import { formatPast } from "../print/past.ts";
import { createTerminal, showJson } from "../terminal.ts";

export interface HistoryOptions {
  readonly db: string;
  readonly number: string;
  readonly json?: boolean;
  readonly color: boolean;
}

export async function historyAction(contact: string, options: HistoryOptions): Promise<ExitCode> {
  const limit = readCount("-n", options.number, MOST_RUNS);
  const past = await withReadStore(options.db, (store) => readPast(store, contact, options.db, limit));
  const terminal = createTerminal(options);
  terminal.out(options.json === true ? showJson(pastJson(past)) : formatPast(past, terminal));
  return EXIT.done;
}

async function readPast(store: Store, contact: string, path: string, limit: number): Promise<ContactPast> {
  const runs = requireRuns(store, path, limit);
  const contactId = findOneContact(store, contact);
  const history = store.history(contactId);
  const standing = store.standing(contactId);
  if (history === undefined || standing === undefined) throw new Error(`contact ${contactId} vanished`);
  const { moves, firings } = store.contactMoves(
    contactId,
    runs.map(({ runId }) => runId),
  );
  const scores = await scorePastRuns(store, history, runs);
  return {
    standing,
    runs: runs.map((run, i) => ({
      run,
      scores: scores[i]!,
      moves: moves.filter(({ runId }) => runId === run.runId),
      firings: firings.filter(({ runId }) => runId === run.runId),
    })),
  };
}

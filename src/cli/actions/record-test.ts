import { loadLastRulebook } from "../../run/last-rulebook.ts";
import type { Store } from "../../store/store.ts";
import { isPassing } from "../../testing/check-recording.ts";
import { type Recording, recordTest } from "../../testing/record-test.ts";
import { findOneContact } from "../database/find-one-contact.ts";
import { withReadStore } from "../database/with-store.ts";
import { EXIT, type ExitCode, UsageError } from "../exit-codes.ts";
import type { TestOptions } from "../options/test-options.ts";
import type { Terminal } from "../terminal.ts";

const NOT_PASSING =
  "tallybook: the test does not pass as it is: what was replaced in it counts for the rulebook; write it as it should be\n";

/** `--record CONTACT --db FILE`: the test goes to standard output, to be kept in a file. */
export async function recordAction(
  paths: readonly string[],
  { record, db }: TestOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (record === undefined) throw new UsageError("--db is for --record: say which contact to record");
  if (db === undefined) throw new UsageError("--record needs --db: say which database the contact is in");
  if (paths.length > 0) throw new UsageError("--record takes no test files; it prints a new one");
  const recording = await withReadStore(db, (store) => readRecording(store, record, db));
  const text = recordTest(recording);
  terminal.out(text);
  if (!(await isPassing(text, recording.rulebook))) terminal.err(NOT_PASSING);
  return EXIT.done;
}

async function readRecording(store: Store, text: string, db: string): Promise<Recording> {
  const { run, rulebook } = await loadLastRulebook(store, db);
  const contactId = findOneContact(store, text);
  const history = store.history(contactId);
  const standing = store.standing(contactId);
  if (history === undefined || standing === undefined) throw new Error(`contact ${contactId} vanished`);
  const contact = { key: standing.written, email: standing.email };
  return { rulebook, history, asOf: run.asOf, contact };
}

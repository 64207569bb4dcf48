// CSV files that a test names, read by the program's own intake.

import { importFiles } from "../intake/import-files.ts";
import { InputError } from "../intake/input-error.ts";
import type { ContactRow, EventRow, InputKind, IntakeSink, Reject } from "../intake/sink.ts";
import type { Calendar } from "../values/calendar.ts";

export type DataFile =
  | {
      readonly kind: "rows";
      /** Rows in the order of the file; one of the two is empty. */
      readonly contacts: readonly ContactRow[];
      readonly events: readonly EventRow[];
      readonly rejects: readonly Reject[];
    }
  | { readonly kind: "unreadable"; readonly message: string };

/** `path` may be a pattern, as on the command line. */
export async function readDataFile(kind: InputKind, path: string, calendar: Calendar): Promise<DataFile> {
  const contacts: ContactRow[] = [];
  const events: EventRow[] = [];
  const rejects: Reject[] = [];
  const sink: IntakeSink = {
    knownSizes: () => [],
    openFile: () => ({ kind: "new" }),
    putContact: (row) => {
      contacts.push(row);
      return "accepted";
    },
    putEvent: (row) => {
      events.push(row);
      return "accepted";
    },
    putLink: () => "accepted",
    putReject: (reject) => void rejects.push(reject),
    closeFile: () => {},
    findFile: () => undefined,
  };
  try {
    await importFiles(
      { contacts: [], events: [], identities: [], sources: [], [kind]: [path], calendar },
      sink,
    );
    return { kind: "rows", contacts, events, rejects };
  } catch (error) {
    if (error instanceof InputError) return { kind: "unreadable", message: error.message };
    throw error;
  }
}

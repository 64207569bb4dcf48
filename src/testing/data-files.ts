// CSV files that a test names, read by the program's own intake.

import { type ImportRequest, importFiles } from "../intake/import-files.ts";
import { InputError } from "../intake/input-error.ts";
import type {
  ContactRow,
  EventRow,
  InputFile,
  InputKind,
  IntakeSink,
  LinkRow,
  Reject,
} from "../intake/sink.ts";
import type { Listing } from "./listings.ts";

export type DataFile =
  | ({ readonly kind: "rows" } & DataRows)
  | { readonly kind: "unreadable"; readonly message: string };

/** In the order of the files, by the kind of which all but one list are empty. */
export interface DataRows {
  readonly contacts: readonly ContactRow[];
  readonly events: readonly EventRow[];
  readonly links: readonly LinkRow[];
  readonly rejects: readonly Reject[];
  /** Of sources that hold all their contacts. */
  readonly listings: readonly Listing[];
}

/** `path` may be a pattern, as on the command line. */
export async function readDataFile(
  kind: InputKind,
  path: string,
  rulebook: Pick<ImportRequest, "sources" | "calendar">,
): Promise<DataFile> {
  const { sink, rows } = createCollector();
  try {
    await importFiles({ contacts: [], events: [], identities: [], [kind]: [path], ...rulebook }, sink);
    return { kind: "rows", ...rows() };
  } catch (error) {
    if (error instanceof InputError) return { kind: "unreadable", message: error.message };
    throw error;
  }
}

/** Keeps all rows, and with events the source that they are from: ids of two sources may be the same. */
function createCollector(): { readonly sink: IntakeSink; readonly rows: () => DataRows } {
  const contacts: ContactRow[] = [];
  const events: EventRow[] = [];
  const links: LinkRow[] = [];
  const rejects: Reject[] = [];
  const listed = new Map<string, Set<string>>();
  let open: InputFile | undefined;
  const sink: IntakeSink = {
    knownSizes: () => [],
    openFile: (file) => {
      open = file;
      if (file.isComplete && !listed.has(file.source)) listed.set(file.source, new Set());
      return { kind: "new" };
    },
    putContact: (row) => {
      contacts.push(row);
      if (open?.isComplete) listed.get(open.source)?.add(row.contact.key);
      return "accepted";
    },
    putEvent: (row) => {
      events.push(open === undefined ? row : { source: open.source, ...row });
      return "accepted";
    },
    putLink: (row) => {
      links.push(row);
      return "accepted";
    },
    putReject: (reject) => void rejects.push(reject),
    closeFile: () => {},
    findFile: () => undefined,
  };
  const listings = () => [...listed].map(([source, keys]) => ({ source, contacts: keys }));
  return { sink, rows: () => ({ contacts, events, links, rejects, listings: listings() }) };
}

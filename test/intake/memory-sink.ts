// A sink that keeps everything, and knows duplicates the way the store does.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type ImportSummary, importFiles } from "../../src/intake/import-files.ts";
import type {
  ContactRow,
  EventRow,
  FileStanding,
  InputFile,
  InputKind,
  IntakeSink,
  LinkRow,
  PutResult,
  Reject,
  RejectOrigin,
  RowCounts,
} from "../../src/intake/sink.ts";
import type { Source } from "../../src/rulebook/source-model.ts";
import { createCalendar } from "../../src/values/calendar.ts";

export interface MemorySink extends IntakeSink {
  readonly opened: InputFile[];
  readonly closed: RowCounts[];
  readonly contacts: ContactRow[];
  readonly events: EventRow[];
  readonly links: LinkRow[];
  readonly rejects: Reject[];
}

/** `known` are files taken in before. */
export function createMemorySink(known: readonly InputFile[] = []): MemorySink {
  const hashes = new Set<string>();
  const ids = new Map<string, string>();
  const sink = {
    opened: [],
    closed: [],
    contacts: [],
    events: [],
    links: [],
    rejects: [],
  } as unknown as MemorySink;
  const put = (row: EventRow): PutResult => {
    const content = JSON.stringify([row.type, row.at, row.fields]);
    const known = ids.get(row.eventId);
    ids.set(row.eventId, content);
    if (known === content) return "duplicate";
    return known === undefined ? "accepted" : "replaced";
  };
  return Object.assign(sink, {
    knownSizes: () => [],
    findFile: ({ source, file: name }: RejectOrigin) =>
      [...known, ...sink.opened].findLast((file) => file.source === source && basename(file.path) === name),
    openFile(file: InputFile): FileStanding {
      sink.opened.push(file);
      const key = `${file.kind} ${file.sha256}`;
      if (hashes.has(key)) return { kind: "known" };
      hashes.add(key);
      return { kind: "new" };
    },
    putContact(row: ContactRow): PutResult {
      sink.contacts.push(row);
      return "accepted";
    },
    putEvent(row: EventRow): PutResult {
      sink.events.push(row);
      return put(row);
    },
    putLink(row: LinkRow): PutResult {
      sink.links.push(row);
      return "accepted";
    },
    putReject: (reject: Reject) => void sink.rejects.push(reject),
    closeFile: (counts: RowCounts) => void sink.closed.push(counts),
  });
}

/** A folder that is gone after `use`. */
export async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "intake-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface Taken {
  readonly sink: MemorySink;
  readonly summary: ImportSummary;
}

export interface Texts {
  readonly contacts?: string | Buffer;
  readonly events?: string | Buffer;
  readonly identities?: string | Buffer;
  readonly sources?: readonly Source[];
  readonly timezone?: string;
  /** What the files are called, if not as their kind. */
  readonly names?: Partial<Record<InputKind, string>>;
  /** Files taken in before. */
  readonly known?: readonly InputFile[];
}

/** Takes in `contacts.csv`, `events.csv` and `identities.csv` with these contents. */
export function takeIn({
  contacts,
  events,
  identities,
  sources = [],
  timezone = "UTC",
  names = {},
  known = [],
}: Texts): Promise<Taken> {
  return inFolder(async (folder) => {
    const sink = createMemorySink(known);
    const write = (name: string, content: string | Buffer | undefined) => {
      if (content === undefined) return [];
      writeFileSync(join(folder, name), content);
      return [join(folder, name)];
    };
    const request = {
      contacts: write(names.contacts ?? "contacts.csv", contacts),
      events: write(names.events ?? "events.csv", events),
      identities: write(names.identities ?? "identities.csv", identities),
      sources,
      calendar: createCalendar(timezone),
    };
    return { sink, summary: await importFiles(request, sink) };
  });
}

// The first rows as they become contacts, events, links or rejects: read by what reads them in a run.

import type { Calendar } from "../../values/calendar.ts";
import { type CellsRow, rawText } from "../csv/csv-rows.ts";
import type { RefusedLine } from "../csv/refused-lines.ts";
import type { Layout } from "../layouts/layout.ts";
import { createCellsTaker } from "../rows/put-rows.ts";
import { createTally } from "../rows/row-counts.ts";
import type { ContactRow, EventRow, IntakeSink, LinkRow } from "../sink.ts";
import type { PreviewEvent, RowPreview } from "./preview.ts";

/** Nothing for a list of rejects: only the database knows the files that its rows came from. */
export function previewRows(
  layout: Layout,
  calendar: Calendar,
  rows: readonly (CellsRow | RefusedLine)[],
): readonly RowPreview[] {
  if (layout.kind === "rejects") return [];
  const kept: Kept = { contacts: [], events: [], links: [] };
  const take = createCellsTaker(layout, { calendar, sink: keepIn(kept), tally: createTally() });
  return rows.map((row): RowPreview => {
    if (row.kind === "refused") {
      const { line, code, message, raw, cell } = row;
      const column = cell === undefined ? undefined : layout.headers[cell];
      return { kind: "reject", line, code, column, message, raw };
    }
    const { line } = row;
    const fault = take(row.cells, line);
    if (fault === undefined) return describeRow(line, kept);
    const { code, column, message } = fault;
    return { kind: "reject", line, code, column, message, raw: rawText(row) };
  });
}

/** What the row read last was; emptied by `describeRow`. */
interface Kept {
  readonly contacts: ContactRow[];
  readonly events: EventRow[];
  readonly links: LinkRow[];
}

function keepIn({ contacts, events, links }: Kept): IntakeSink {
  const keep =
    <Row>(rows: Row[]) =>
    (row: Row) => {
      rows.push(row);
      return "accepted" as const;
    };
  return {
    knownSizes: () => [],
    openFile: () => ({ kind: "new" }),
    putContact: keep(contacts),
    putEvent: keep(events),
    putLink: keep(links),
    putReject: () => {},
    closeFile: () => {},
    findFile: () => undefined,
  };
}

function describeRow(line: number, { contacts, events, links }: Kept): RowPreview {
  const contact = contacts.pop();
  if (contact !== undefined) {
    const { contact: key, identities, fields } = contact;
    return { kind: "contact", line, key, identities, fields };
  }
  const link = links.pop();
  if (link !== undefined) return { kind: "link", line, identities: link.identities };
  const own = events.splice(0);
  const { identities = [], fields = {} } = own[0] ?? {};
  return { kind: "events", line, events: countEqual(own), identities, fields };
}

/** Equal events follow each other. */
function countEqual(events: readonly EventRow[]): readonly PreviewEvent[] {
  const counted: PreviewEvent[] = [];
  for (const { type, at, eventId, isFingerprint } of events) {
    const last = counted.at(-1);
    if (last !== undefined && last.type === type && last.at === at) {
      counted[counted.length - 1] = { ...last, times: last.times + 1 };
    } else {
      counted.push({ type, at, times: 1, id: isFingerprint ? undefined : eventId });
    }
  }
  return counted;
}

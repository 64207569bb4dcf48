// What a file became, a line for each contact, event, link and reject, in the order of the file's rows:
//
//   contact contact_id:7 email:ada@example.com | country=FR job_title="Head of sales"
//   email_open x2 2026-03-01T08:14:00Z email:ada@example.com | campaign=spring
//   link visitor_id:phone-1 contact_id:7
//   rejected bad-number in "Total": "12,5" is no number; …

import type { EventRow, Identity, RowFields } from "../../src/intake/sink.ts";
import type { MemorySink } from "../intake/memory-sink.ts";

interface Line {
  readonly line: number;
  readonly text: string;
}

/** Whether with line numbers, event ids and the fields that only repeat an identity. */
export interface Detail {
  readonly isFull: boolean;
}

export function takenLines(
  { contacts, events, links, rejects }: MemorySink,
  detail: Detail,
): readonly string[] {
  const lines: readonly Line[] = [
    ...contacts.map(({ line, contact, identities, fields }) => {
      const who = [contact, ...identities];
      return { line, text: `contact ${describeWho(who)}${describeFields(fields, who, detail)}` };
    }),
    ...alikeEvents(events).map(([first, times]) => ({
      line: first!.line,
      text: describeEvents(first!, times, detail),
    })),
    ...links.map(({ line, identities }) => ({ line, text: `link ${describeWho(identities)}` })),
    ...rejects.map(({ line, code, column, message }) => ({
      line,
      text: `rejected ${code}${column === undefined ? "" : ` in "${column}"`}: ${message}`,
    })),
  ];
  return lines
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, text }) => (detail.isFull ? `${line}: ${text}` : text));
}

/** The first of each stretch of events that differ in nothing but their ids, and how many they are. */
function alikeEvents(events: readonly EventRow[]): readonly (readonly [EventRow, number])[] {
  const contentOf = ({ eventId: _, ...content }: EventRow) => JSON.stringify(content);
  const stretches: (readonly [EventRow, number])[] = [];
  for (const event of events) {
    const [first, times] = stretches.at(-1) ?? [];
    const isAlike = first !== undefined && contentOf(first) === contentOf(event);
    if (isAlike) stretches.splice(-1, 1, [first, times! + 1]);
    else stretches.push([event, 1]);
  }
  return stretches;
}

function describeEvents(event: EventRow, times: number, detail: Detail): string {
  const { type, at, identities, fields, eventId } = event;
  const count = times === 1 ? "" : ` x${times}`;
  const time = new Date(at).toISOString().replace(".000Z", "Z");
  const id = detail.isFull ? ` ${JSON.stringify(eventId)}` : "";
  return `${type}${count} ${time}${id} ${describeWho(identities)}${describeFields(fields, identities, detail)}`;
}

function describeWho(identities: readonly Identity[]): string {
  return identities.map(({ kind, value }) => `${kind}:${value}`).join(" ");
}

function describeFields(fields: RowFields, who: readonly Identity[], { isFull }: Detail): string {
  const told = Object.entries(fields).filter(
    ([name, text]) => isFull || !who.some(({ kind, value }) => kind === name && value === text),
  );
  if (told.length === 0) return "";
  return ` | ${told.map(([name, text]) => `${name}=${/^[\w.:@/+-]+$/.test(text) ? text : JSON.stringify(text)}`).join(" ")}`;
}

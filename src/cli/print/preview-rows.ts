// The rows of a preview: what each becomes.

import type { PreviewEvent, RowPreview } from "../../intake/preview/preview.ts";
import type { Identity, RowFields } from "../../intake/sink.ts";
import type { Calendar } from "../../values/calendar.ts";
import { clip } from "../../values/cut-text.ts";
import { showText } from "../terminal.ts";
import { wrapParts } from "./fit-width.ts";
import { formatInstant } from "./preview-columns.ts";

interface RowView {
  readonly calendar: Calendar;
  readonly width: number;
}

const LONGEST_FIELD = 40;

/** One line or more. */
export function formatRow(row: RowPreview, view: RowView): readonly string[] {
  const line = `line ${row.line}: `;
  switch (row.kind) {
    case "contact": {
      const { key, identities, fields } = row;
      const all = [key, ...identities];
      return [...formatIdentities(`${line}contact `, all, view), ...formatFields(fields, all, view)];
    }
    case "events": {
      const { identities, events, fields } = row;
      if (events.length === 0) return [`${line}no event`];
      return [
        ...formatIdentities(`${line}${events.length === 1 ? "event" : "events"} of `, identities, view),
        ...events.map((event) => clip(`  ${describeEvent(event, view.calendar)}`, view.width)),
        ...formatFields(fields, identities, view),
      ];
    }
    case "link":
      return formatIdentities(`${line}link `, row.identities, view, " = ");
    case "reject": {
      const column = row.column === undefined ? "" : `column "${row.column}": `;
      return [showText(`${line}rejected, ${column}${row.message} [${row.code}]`)];
    }
    default:
      return row satisfies never;
  }
}

function formatIdentities(
  start: string,
  identities: readonly Identity[],
  { width }: RowView,
  separator = " · ",
): readonly string[] {
  const parts = identities.map(({ kind, value }) => `${kind} ${clip(showText(value), LONGEST_FIELD)}`);
  return wrapParts(start, parts, separator, width);
}

function describeEvent({ type, at, times, id }: PreviewEvent, calendar: Calendar): string {
  const many = times === 1 ? "" : ` x ${times}`;
  const known = id === undefined ? "" : `   id ${id}`;
  return showText(`${type}${many}   ${formatInstant(calendar, at)}${known}`);
}

/** Without those that repeat an identity. */
function formatFields(
  fields: RowFields,
  identities: readonly Identity[],
  { width }: RowView,
): readonly string[] {
  const others = Object.entries(fields).filter(
    ([name, text]) => !identities.some(({ kind, value }) => kind === name && value === text.trim()),
  );
  const parts = others.map(([name, text]) => `${name}: ${clip(showText(text), LONGEST_FIELD)}`);
  return parts.length === 0 ? [] : wrapParts("  ", parts, " · ", width);
}

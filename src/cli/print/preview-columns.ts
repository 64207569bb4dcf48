// The columns of a preview as rows of a table.

import type { ColumnUse, PreviewColumn, ReadValue } from "../../intake/preview/preview.ts";
import type { Calendar } from "../../values/calendar.ts";
import { clip } from "../../values/cut-text.ts";
import { showText } from "../terminal.ts";
import type { FittedRow } from "./fit-width.ts";

export const COLUMN_HEADINGS = ["column", "becomes", "first values", "read as"];

const LONGEST_NAME = 30;
const LONGEST_VALUE = 30;

export function columnRows(columns: readonly PreviewColumn[], calendar: Calendar): readonly FittedRow[] {
  return columns.map((column) => {
    const { name, origin, uses, values } = column;
    const shown = clip(showText(name), LONGEST_NAME);
    const [becomes = "not used", ...more] = describeUses(uses).map(showText);
    const written = values.flatMap(({ written }) => (written === undefined ? [] : [showValue(written)]));
    const read = values.map(({ read }) => showValue(describeRead(read, calendar)));
    return {
      cells: [origin === "file" ? shown : `${shown} (${origin})`, becomes],
      below: more,
      lists: [written, isAsWritten(column) ? [] : read],
    };
  });
}

function showValue(text: string): string {
  return clip(showText(text.trim()), LONGEST_VALUE);
}

/** Texts, and identities that are matched as they are. */
function isAsWritten({ uses, values }: PreviewColumn): boolean {
  const isText = uses.every((use) => use.kind !== "time" && (use.kind !== "field" || use.type === "text"));
  const isSame = values.every(({ written, read }) => read.kind === "text" && read.text === written?.trim());
  return isText && isSame;
}

function describeRead(read: ReadValue, calendar: Calendar): string {
  switch (read.kind) {
    case "text":
      return read.text;
    case "instant":
      return formatInstant(calendar, read.at);
    case "refused":
      return `[${read.code}]`;
    default:
      return read satisfies never;
  }
}

/** Milliseconds only where there are any. */
export function formatInstant(calendar: Calendar, at: number): string {
  return calendar.format(at).replace(".000", "");
}

/** An identity is also the field of its name, which need not be said. */
function describeUses(uses: readonly ColumnUse[]): readonly string[] {
  const kinds = uses.flatMap((use) => (use.kind === "key" || use.kind === "identity" ? [use.identity] : []));
  return uses
    .filter((use) => !(use.kind === "field" && use.type === "text" && kinds.includes(use.name)))
    .map(describeUse);
}

function describeUse(use: ColumnUse): string {
  switch (use.kind) {
    case "key":
    case "identity":
      return `${use.kind} ${use.identity}`;
    case "id":
      return "event id";
    case "type":
      return "event type";
    case "time":
      return use.types.length === 0 ? "event time" : `time of ${use.types.join(" and ")}`;
    case "when":
      return `tells ${use.types.join(" and ")}`;
    case "count":
      return `how many ${use.types.join(" and ")}`;
    case "field":
      return `field ${use.name}${use.type === "text" ? "" : ` (${use.type})`}`;
    case "product":
      return `field ${use.name} = ${use.factors.join(" x ")}`;
    case "reject":
      return `reject's ${use.part === "raw" ? "row" : use.part}`;
    default:
      return use satisfies never;
  }
}

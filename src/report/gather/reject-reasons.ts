// What rows are refused for, without what they hold: messages quote values, which may name somebody.

import { quoted } from "../../diagnostics/quote.ts";
import type { RejectCode } from "../../intake/sink.ts";

const REASONS: Readonly<Record<RejectCode, string>> = {
  "ragged-row": "more or fewer cells than the header has",
  "broken-quotes": "a quote that is never closed, or stands within a value",
  "bad-encoding": "bytes that the encoding does not have",
  "nul-byte": "a NUL byte",
  "row-too-long": "longer than a row may be",
  "missing-contact": "blank where a contact is to be named",
  "missing-identity": "blank where two identities are to be named",
  "missing-type": "blank where the type of the event is to be named",
  "missing-date": "blank where the date is to stand",
  "bad-date": "no date in the form that the source states",
  "bad-number": "no number, or one too large",
  "bad-list": "no list in the form that the source states",
};

/** `column` is a header, not a value. A code that another version gave is its own reason. */
export function reasonOf(code: string, column: string | null): string {
  const reason = Object.hasOwn(REASONS, code) ? REASONS[code as RejectCode] : code;
  return column === null ? reason : `${quoted(column)}: ${reason}`;
}

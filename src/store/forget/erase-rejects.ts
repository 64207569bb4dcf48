// Rows refused of people who are to be forgotten.

import type { Connection } from "../database/connection.ts";
import { inPages } from "../database/paging.ts";

const PAGE = 200;
const WORD = /[\p{L}\p{N}]/u;

interface RejectText {
  readonly rejectId: number;
  readonly raw: string;
}

/** Blanks the text of rows that hold one of the values as a word of its own. Answers how many. */
export function eraseRejects(connection: Connection, values: readonly string[]): number {
  const wanted = [...new Set(values.map(fold))];
  const rows = inPages((last: RejectText | undefined) =>
    connection.all<RejectText>(
      "select reject_id as rejectId, raw from reject where reject_id > ? order by reject_id limit ?",
      ...[last?.rejectId ?? 0, PAGE],
    ),
  );
  let erased = 0;
  for (const { rejectId, raw } of rows) {
    const text = fold(raw);
    if (!wanted.some((value) => holdsWord(text, value))) continue;
    connection.run("update reject set message = 'forgotten', raw = '' where reject_id = ?", rejectId);
    erased++;
  }
  return erased;
}

/** E-mail addresses come in any case. */
const fold = (text: string) => text.normalize("NFC").toLowerCase();

function holdsWord(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + value.length] ?? " ";
    if (!WORD.test(before) && !WORD.test(after)) return true;
  }
  return false;
}

// The contacts of two stores side by side, in flat memory.

import type { ContactRecord } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import { compareText } from "../values/text.ts";

/** One contact, as each store has it; at least one does. One and the same record where the stores are one. */
export interface RecordPair {
  readonly before: ContactRecord | undefined;
  readonly after: ContactRecord | undefined;
}

/** In contact key order. */
export function* pairRecords(
  before: Pick<Store, "records">,
  after: Pick<Store, "records">,
): Generator<RecordPair> {
  if (before === after) {
    for (const record of allRecords(before)) yield { before: record, after: record };
    return;
  }
  const [left, right] = [allRecords(before), allRecords(after)];
  let [a, b] = [left.next().value, right.next().value];
  while (a !== undefined || b !== undefined) {
    const order = a === undefined ? 1 : b === undefined ? -1 : compareText(a.contactId, b.contactId);
    yield { before: order <= 0 ? a : undefined, after: order >= 0 ? b : undefined };
    if (order <= 0) a = left.next().value;
    if (order >= 0) b = right.next().value;
  }
}

function* allRecords(store: Pick<Store, "records">): Generator<ContactRecord, undefined> {
  for (const page of store.records("all")) yield* page;
}

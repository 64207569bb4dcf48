// Two rulebooks on the same contacts, page after page: what they make of each is compared and forgotten.

import { setImmediate as breathe } from "node:timers/promises";
import { compileRulebook } from "../evaluate/compile-rulebook.ts";
import type { History } from "../evaluate/history.ts";
import { PointsRangeError } from "../evaluate/range.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { lookBack } from "../run/look-back.ts";
import { ContactRangeError } from "../run/run-rulebook.ts";
import { InterruptedError } from "../run/take-in.ts";
import { readHistory } from "../store/gather/histories.ts";
import type { ContactRecord } from "../store/model.ts";
import type { StateAt } from "../store/past/state-at.ts";
import type { Store } from "../store/store.ts";
import type { Instant } from "../values/calendar.ts";
import { createMovers, type Mover } from "./biggest-movers.ts";
import { createContactComparer } from "./contact-moves.ts";
import { pairRecords, type RecordPair } from "./pair-records.ts";
import type { Listed } from "./places.ts";
import { createTotals, type Totals } from "./totals.ts";

/** One of the two rulebooks, and where its contacts come from: two sides may share one store. */
export interface Side {
  readonly rulebook: Rulebook;
  readonly asOf: Instant;
  readonly store: Store;
}

export interface CompareOptions {
  /** Contacts that are known by events alone take part. */
  readonly includeAnonymous: boolean;
  /** How many of the contacts that move most are kept. */
  readonly movers: number;
  readonly onScored: (contacts: number) => void;
  /** Asked now and then; a true answer ends the comparison with an `InterruptedError`. */
  readonly isInterrupted: () => boolean;
}

export interface ContactDifferences {
  readonly totals: Totals;
  readonly movers: readonly Mover[];
}

const CONTACTS_AT_A_TIME = 500;

/** Throws ContactRangeError, InterruptedError and StoreError. The stores only have to be read. */
export async function compareContacts(
  before: Side,
  after: Side,
  options: CompareOptions,
): Promise<ContactDifferences> {
  const evaluatePair = createPairEvaluator(before, after, options.includeAnonymous);
  const compare = createContactComparer(before.rulebook, after.rulebook);
  const totals = createTotals(before.rulebook, after.rulebook);
  const movers = createMovers(options.movers);
  let compared = 0;
  for (const pair of pairRecords(before.store, after.store)) {
    const [was, is] = evaluatePair(pair);
    const moves = compare(was, is);
    totals.add(was, is, moves);
    movers.add((pair.after ?? pair.before)!, moves);
    if (++compared % CONTACTS_AT_A_TIME !== 0) continue;
    options.onScored(compared);
    await breathe();
    if (options.isInterrupted()) throw new InterruptedError();
  }
  return { totals: totals.totals(), movers: movers.list() };
}

type EvaluatePair = (pair: RecordPair) => readonly [before: Listed, after: Listed];

function createPairEvaluator(before: Side, after: Side, includeAnonymous: boolean): EvaluatePair {
  const [evaluateBefore, evaluateAfter] = [createEvaluator(before), createEvaluator(after)];
  const readBefore = createReader(before, includeAnonymous);
  const readAfter = createReader(after, includeAnonymous);
  return (pair) => {
    const was = readBefore(pair.before);
    // What both see is read once.
    const isShared = pair.after === pair.before && before.asOf === after.asOf;
    const is = isShared ? was : readAfter(pair.after);
    return [evaluateBefore(was), evaluateAfter(is)];
  };
}

interface Seen {
  readonly history: History;
  /** What runs up to the as-of had left, where the last run came later. */
  readonly left: StateAt | undefined;
}

function createReader(
  { store, asOf }: Side,
  includeAnonymous: boolean,
): (record: ContactRecord | undefined) => Seen | undefined {
  const options = { knownTriggers: store.knownTriggers(), includeAnonymous };
  const lastAsOf = store.lastRun()?.asOf;
  const isPast = lastAsOf !== undefined && asOf < lastAsOf;
  return (record) => {
    if (record === undefined || (record.isAnonymous && !includeAnonymous)) return undefined;
    const { history } = readHistory(record, options);
    return { history, left: isPast ? store.stateAt(record.contactId, asOf) : undefined };
  };
}

function createEvaluator({ rulebook, asOf }: Side): (seen: Seen | undefined) => Listed {
  const evaluate = compileRulebook(rulebook);
  return (seen) => {
    if (seen === undefined) return undefined;
    const { history, left } = seen;
    try {
      const then = left === undefined ? history : lookBack(rulebook, { facts: history, left }).history;
      const evaluation = evaluate(then, asOf);
      return evaluation.kind === "scored" ? evaluation : undefined;
    } catch (cause) {
      if (!(cause instanceof PointsRangeError)) throw cause;
      const source = `${cause.source} of "${rulebook.files[0]?.name}"`;
      throw new ContactRangeError(history.contactId, new PointsRangeError(source));
    }
  };
}

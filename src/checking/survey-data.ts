// All contacts of a database looked at with a rulebook that need not be the one that scored them. Nothing is written.

import { setImmediate as breathe } from "node:timers/promises";
import { PointsRangeError } from "../evaluate/range.ts";
import { createSurveyor, type Survey } from "../evaluate/survey.ts";
import { ContactRangeError } from "../run/run-rulebook.ts";
import { InterruptedError } from "../run/take-in.ts";
import { readHistory } from "../store/gather/histories.ts";
import type { Store } from "../store/store.ts";
import type { Instant } from "../values/calendar.ts";
import { fieldName } from "../values/text.ts";
import type { SoundRulebook } from "./advice/advice.ts";
import { createFactCollector, type DataFacts } from "./data-facts.ts";

export interface SurveyRequest {
  readonly asOf: Instant;
  /** Asked now and then; a true answer ends it with an `InterruptedError`. */
  readonly isInterrupted: () => boolean;
}

/** What the checks with data look at. */
export interface SurveyedData {
  readonly asOf: Instant;
  readonly survey: Survey;
  readonly facts: DataFacts;
  /** No run has been before, so that triggers have added nobody to anything. */
  readonly isFirst: boolean;
  /** Fields that the files have columns for, be they blank throughout. */
  readonly columns: Readonly<Record<"contacts" | "events", ReadonlySet<string>>>;
}

/**
 * In pages, so that memory stays flat. Retired contacts are left aside, anonymous ones are not. Throws a
 * ContactRangeError, a StoreError or an InterruptedError.
 */
export async function surveyData(
  store: Store,
  { rulebook, outline }: SoundRulebook,
  { asOf, isInterrupted }: SurveyRequest,
): Promise<SurveyedData> {
  const surveyor = createSurveyor(rulebook, asOf);
  const collector = createFactCollector(outline);
  const options = { knownTriggers: store.knownTriggers(), includeAnonymous: false };
  for (const records of store.records("all")) {
    for (const record of records) {
      const { history } = readHistory(record, options);
      if (!record.isAnonymous) collector.addContact(history.fields);
      for (const event of history.events) collector.addEvent(event);
      attempt(record.contactId, () => surveyor.look(history));
    }
    await breathe();
    if (isInterrupted()) throw new InterruptedError();
  }
  const columns = { contacts: findColumns("contacts"), events: findColumns("events") };
  const isFirst = store.lastRun() === undefined;
  return { asOf, survey: surveyor.survey(), facts: collector.facts, isFirst, columns };

  function findColumns(kind: "contacts" | "events"): ReadonlySet<string> {
    const own = rulebook.sources.filter((source) => source.kind === kind);
    const named = own.flatMap(({ fields, constants }) => [...fields, ...constants].map(({ name }) => name));
    return new Set([...store.headers(kind).map(fieldName), ...named]);
  }
}

function attempt(contactId: string, look: () => void): void {
  try {
    look();
  } catch (cause) {
    if (cause instanceof PointsRangeError) throw new ContactRangeError(contactId, cause);
    throw cause;
  }
}

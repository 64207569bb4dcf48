// From a contact's record to what the evaluator is given.

import type { Fields, History, HistoryEvent, PreviousState } from "../../evaluate/history.ts";
import type { Instant } from "../../values/calendar.ts";
import { compareText } from "../../values/text.ts";
import type { ContactRecord } from "../model.ts";
import { decodeState, type KeptState, NO_STATE } from "../outcomes/state.ts";

export interface LoadedHistory {
  readonly history: History;
  readonly state: KeptState;
}

export interface HistoryOptions {
  /** Triggers that have been through a run. */
  readonly knownTriggers: ReadonlySet<string>;
  /** Outputs list anonymous contacts too; triggers rest for them otherwise: nobody would see what fires. */
  readonly includeAnonymous: boolean;
}

export function readHistory(record: ContactRecord, options: HistoryOptions): LoadedHistory {
  const state = record.state === undefined ? NO_STATE : decodeState(record.state);
  const history = {
    ...readFacts(record, options.includeAnonymous),
    previous: previousState(state, options.knownTriggers),
  };
  return { history, state };
}

/** What is known of a contact, apart from what runs have left. */
export type Facts = Omit<History, "previous">;

export type FactRecord = Pick<ContactRecord, "contactId" | "fields" | "parts" | "events" | "isAnonymous">;

export function readFacts(record: FactRecord, includeAnonymous: boolean): Facts {
  return {
    contactId: record.contactId,
    fields: joinFields(JSON.parse(record.fields) as Fields, record.parts),
    events: readEvents(record.events),
    triggersRest: record.isAnonymous && !includeAnonymous,
  };
}

/** What the contact's own row has comes first, then what the rows have that are a part of it. */
function joinFields(own: Fields, parts: string): Fields {
  if (parts === "[]") return own;
  const others = (JSON.parse(parts) as readonly string[]).map((fields) => JSON.parse(fields) as Fields);
  return Object.assign({}, ...others.reverse(), own) as Fields;
}

type EventEntry = readonly [id: string, source: string, type: string, at: Instant, fields: Fields];

function readEvents(events: string): readonly HistoryEvent[] {
  return (JSON.parse(events) as EventEntry[])
    .sort(inEventOrder)
    .map(([id, _, type, at, fields]) => ({ id, type, at, fields }));
}

/** Two sources may use the same id. Of one alone the source is left blank. */
function inEventOrder(a: EventEntry, b: EventEntry): number {
  return a[3] - b[3] || compareText(a[0], b[0]) || compareText(a[1], b[1]);
}

function previousState(state: KeptState, knownTriggers: ReadonlySet<string>): PreviousState {
  const membersOf = (kind: "segment" | "label") =>
    new Set(state.memberships.filter((row) => row.kind === kind).map((row) => row.name));
  const triggers = state.triggers.map(
    ({ triggerId, armed, firings, lastFiredAt }) =>
      [triggerId, { armed: armed === 1, firings, lastFiredAt: lastFiredAt ?? undefined }] as const,
  );
  return {
    segments: membersOf("segment"),
    labels: membersOf("label"),
    triggers: new Map(triggers),
    stage: state.stage && { stage: state.stage.stage, since: state.stage.since },
    knownTriggers,
  };
}

// What a database would hold, in memory: rows are added, runs leave their state for the next one. The rules are those
// of src/store; opening a file for each of hundreds of tests would take longer than all they do.

import type { Evaluate } from "../evaluate/compile-rulebook.ts";
import type { Evaluation, History, HistoryEvent, PreviousState } from "../evaluate/history.ts";
import type { ContactRow, EventRow, Identity, RowFields } from "../intake/sink.ts";
import type { Collection, Rulebook } from "../rulebook/model.ts";
import { mergeFields } from "../store/contacts.ts";
import { goesBefore } from "../store/identities.ts";
import type { Instant } from "../values/calendar.ts";
import { compareText } from "../values/text.ts";

export interface World {
  /** Rows that the next run sees. */
  readonly addContacts: (rows: readonly ContactRow[]) => void;
  /** One file's: of rows with the same event id the first counts, a later file's replaces it. */
  readonly addEvents: (rows: readonly EventRow[]) => void;
  /** What follows for each contact, in contact key order. */
  readonly run: (asOf: Instant) => readonly RunContact[];
}

export interface RunContact {
  /** As the run found it: with the state that the run before left. */
  readonly history: History;
  /** The key as written. */
  readonly written: string;
  readonly evaluation: Evaluation;
}

interface KnownContact {
  readonly written: string;
  readonly fields: RowFields;
  readonly state: Omit<PreviousState, "knownTriggers">;
}

interface Owner {
  readonly contactId: string;
  /** The run that gave the identity to its contact. */
  readonly run: number;
}

const AS_NEW: KnownContact["state"] = {
  segments: new Set(),
  labels: new Set(),
  triggers: new Map(),
  stage: undefined,
};

export function createWorld(rulebook: Rulebook, evaluate: Evaluate): World {
  const contacts = new Map<string, KnownContact>();
  const owners = new Map<string, Owner>();
  const events = new Map<string, EventRow>();
  const setByTriggers = new Set(
    [...rulebook.segments, ...rulebook.labels].filter(({ when }) => when === undefined).map(collectionKey),
  );
  let run = 1;

  const claim = (identity: Identity, contactId: string) => {
    const key = identityKey(identity);
    const owner = owners.get(key);
    const isSettled = owner?.run !== run && contactId !== identity.key;
    if (owner !== undefined && (isSettled || !goesBefore(contactId, owner.contactId, identity.key))) return;
    owners.set(key, { contactId, run });
  };

  return {
    addContacts: (rows) => {
      for (const row of rows) {
        const { key, value } = row.contact;
        const known = contacts.get(key);
        const fields = known === undefined ? row.fields : mergeFields(known.fields, row);
        contacts.set(key, { written: value, fields, state: known?.state ?? AS_NEW });
        for (const identity of [row.contact, ...row.identities]) claim(identity, key);
      }
    },
    addEvents: (rows) => {
      const byId = new Map(rows.toReversed().map((row) => [row.eventId, row]));
      for (const [id, row] of byId) events.set(id, row);
    },
    run: (asOf) => {
      const byContact = eventsByContact(events, owners);
      const knownTriggers = new Set(run === 1 ? [] : rulebook.triggers.map(({ id }) => id));
      run++;
      return [...contacts.keys()].sort(compareText).map((contactId) => {
        const contact = contacts.get(contactId)!;
        const { written, fields, state } = contact;
        const own = byContact.get(contactId) ?? [];
        const history = { contactId, fields, events: own, previous: { ...state, knownTriggers } };
        const evaluation = evaluate(history, asOf);
        contacts.set(contactId, { ...contact, state: nextState(state, evaluation, setByTriggers) });
        return { history, written, evaluation };
      });
    },
  };
}

const identityKey = ({ kind, key }: Identity) => `${kind}\n${key}`;

const collectionKey = ({ kind, id }: Pick<Collection, "kind" | "id">) => `${kind} ${id}`;

/** In event order. Events of an identity that no contact has claimed wait. */
function eventsByContact(
  events: ReadonlyMap<string, EventRow>,
  owners: ReadonlyMap<string, Owner>,
): ReadonlyMap<string, readonly HistoryEvent[]> {
  const byContact = new Map<string, HistoryEvent[]>();
  for (const { identities, eventId, type, at, fields } of events.values()) {
    const owner = identities[0] && owners.get(identityKey(identities[0]));
    if (owner === undefined) continue;
    const own = byContact.get(owner.contactId) ?? [];
    byContact.set(owner.contactId, own);
    own.push({ id: eventId, type, at, fields });
  }
  for (const own of byContact.values()) own.sort((a, b) => a.at - b.at || compareText(a.id, b.id));
  return byContact;
}

/** Of an excluded contact what conditions gave goes; what triggers gave stays for the day it is excluded no more. */
function nextState(
  before: KnownContact["state"],
  evaluation: Evaluation,
  setByTriggers: ReadonlySet<string>,
): KnownContact["state"] {
  if (evaluation.kind === "excluded") {
    const kept = (kind: Collection["kind"], ids: ReadonlySet<string>) =>
      new Set([...ids].filter((id) => setByTriggers.has(collectionKey({ kind, id }))));
    return { ...before, segments: kept("segment", before.segments), labels: kept("label", before.labels) };
  }
  const { segments, labels, triggers, stage } = evaluation;
  return { segments: new Set(segments), labels: new Set(labels), triggers, stage };
}

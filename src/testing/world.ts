// What a database would hold, in memory: rows are added, runs leave their state for the next one. The rules are those
// of src/store; opening a file for each of hundreds of tests would take longer than all they do.

import type { Evaluate } from "../evaluate/compile-rulebook.ts";
import type { Evaluation, History, HistoryEvent, PreviousState } from "../evaluate/history.ts";
import type { ContactRow, EventRow, Identity, InputKind, LinkRow, RowFields } from "../intake/sink.ts";
import type { Collection, Rulebook } from "../rulebook/model.ts";
import { mergeFields } from "../store/contacts/contacts.ts";
import type { Instant } from "../values/calendar.ts";
import { compareText } from "../values/text.ts";
import { createListings, type Listing } from "./listings.ts";
import { createPeople, type Resolved } from "./people.ts";

export interface World {
  /** Rows that the next run sees. */
  readonly addContacts: (rows: readonly ContactRow[], listings: readonly Listing[]) => void;
  /** One file's: of rows with the same event id the first counts, a later file's replaces it. */
  readonly addEvents: (rows: readonly EventRow[]) => void;
  readonly addLinks: (rows: readonly LinkRow[]) => void;
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
  readonly contact: Identity;
  readonly written: string;
  readonly fields: RowFields;
  readonly state: Omit<PreviousState, "knownTriggers">;
}

const AS_NEW: KnownContact["state"] = {
  segments: new Set(),
  labels: new Set(),
  triggers: new Map(),
  stage: undefined,
};

export function createWorld(rulebook: Rulebook, evaluate: Evaluate): World {
  const contacts = new Map<string, KnownContact>();
  const people = createPeople();
  const listings = createListings();
  const events = new Map<string, EventRow>();
  const setByTriggers = new Set(
    [...rulebook.segments, ...rulebook.labels].filter(({ when }) => when === undefined).map(collectionKey),
  );
  let run = 1;

  return {
    addContacts: (rows, listed) => {
      listings.add(listed);
      for (const row of rows) {
        const { key, value } = row.contact;
        const known = contacts.get(key);
        const fields = known === undefined ? row.fields : mergeFields(known.fields, row);
        contacts.set(key, { contact: row.contact, written: value, fields, state: known?.state ?? AS_NEW });
        people.addContact(row);
      }
    },
    addLinks: (rows) => {
      for (const row of rows) people.addLinks(row);
    },
    addEvents: (rows) => {
      const byId = new Map(rows.toReversed().map((row) => [eventKey(row), row]));
      for (const [id, row] of byId) events.set(id, row);
    },
    run: (asOf) => {
      const { contactOf } = people.resolve(events.values(), asOf);
      const byContact = eventsByContact(events, contactOf);
      const wholes = joinParts(contacts, contactOf);
      const knownTriggers = new Set(run === 1 ? [] : rulebook.triggers.map(({ id }) => id));
      run++;
      return [...wholes.keys()].sort(compareText).flatMap((contactId) => {
        const contact = contacts.get(contactId)!;
        const { written, state } = contact;
        if (listings.isRetired(contactId)) {
          contacts.set(contactId, { ...contact, state: nextState(state, LEFT_OUT, setByTriggers) });
          return [];
        }
        const fields = wholes.get(contactId)!;
        const own = byContact.get(contactId) ?? [];
        const history = { contactId, fields, events: own, previous: { ...state, knownTriggers } };
        const evaluation = evaluate(history, asOf);
        contacts.set(contactId, { ...contact, state: nextState(state, evaluation, setByTriggers) });
        return [{ history, written, evaluation }];
      });
    },
  };
}

/** The same id from another source is another event. */
const eventKey = ({ source, eventId }: EventRow) => JSON.stringify([source ?? INLINE, eventId]);

/** Inline rows are as those of a file that no source reads. */
const INLINE: InputKind = "events";

/** What a retired contact keeps is what an excluded one does. */
const LEFT_OUT: Evaluation = { kind: "excluded", dueAt: undefined };

const collectionKey = ({ kind, id }: Pick<Collection, "kind" | "id">) => `${kind} ${id}`;

/** The fields of each contact; a row keyed by an e-mail that is another contact's is a part of that one. */
function joinParts(
  contacts: ReadonlyMap<string, KnownContact>,
  contactOf: Resolved["contactOf"],
): ReadonlyMap<string, RowFields> {
  const wholes = new Map<string, RowFields>();
  for (const [key, { contact, fields }] of contacts) {
    if ((contactOf(contact) ?? key) === key) wholes.set(key, fields);
  }
  for (const [key, { contact, fields }] of [...contacts].sort(([a], [b]) => compareText(a, b))) {
    const whole = contactOf(contact) ?? key;
    if (whole !== key) wholes.set(whole, { ...fields, ...wholes.get(whole) });
  }
  return wholes;
}

/** In event order. Events of an identity that leads to no contact wait. */
function eventsByContact(
  events: ReadonlyMap<string, EventRow>,
  contactOf: Resolved["contactOf"],
): ReadonlyMap<string, readonly HistoryEvent[]> {
  const byContact = new Map<string, HistoryEvent[]>();
  for (const { identities, eventId, type, at, fields } of events.values()) {
    const contactId = identities[0] && contactOf(identities[0]);
    if (contactId === undefined) continue;
    const own = byContact.get(contactId) ?? [];
    byContact.set(contactId, own);
    own.push({ id: eventId, type, at, fields });
  }
  for (const own of byContact.values()) own.sort((a, b) => a.at - b.at || compareText(a.id, b.id));
  return byContact;
}

/** Of one that is left out what conditions gave goes; what triggers gave stays for the day it is back. */
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

// What data has: types of events, fields, and the values of fields that a rulebook compares with texts.

import type { Close } from "../diagnostics/data-messages.ts";
import type { Fields, HistoryEvent } from "../evaluate/history.ts";
import { readField } from "../evaluate/value.ts";
import { usesOf } from "../rulebook/outline/lookups.ts";
import type { EventFieldUse, Outline } from "../rulebook/outline/outline.ts";
import { compileWildcard } from "../values/pattern.ts";
import { compareText, textKey } from "../values/text.ts";

/** Of a field with more values than this only those that are looked for are counted: it holds free text. */
const MOST_VALUES = 10_000;

/** How many have a name or value, by its text key; the name as first written. */
type Counts = Map<string, { readonly name: string; count: number }>;

interface TypeFacts {
  readonly name: string;
  count: number;
  readonly fields: Counts;
}

export interface DataFacts {
  contacts(): number;
  events(): number;
  /** The types that events have, as they are compared; the most frequent first, as are all these. */
  types(): readonly Close[];
  /** How many events are of the types, as a rulebook names them. */
  eventsOf(types: readonly string[]): number;
  /** The fields that contacts, or events of the types, have. */
  fieldsOf(types: readonly string[] | "contacts"): readonly Close[];
  /** The values that a field has; those looked for and not found are there with a count of 0. */
  valuesOf(field: string, types: readonly string[] | "contacts"): readonly Close[];
}

export interface FactCollector {
  readonly addContact: (fields: Fields) => void;
  readonly addEvent: (event: HistoryEvent) => void;
  readonly facts: DataFacts;
}

export function createFactCollector(outline: Outline): FactCollector {
  const watch = createWatch(outline);
  const types = createTypeTable(watch.eventFields);
  const contactFields: Counts = new Map();
  let contacts = 0;
  let events = 0;
  return {
    addContact(fields) {
      contacts++;
      for (const name of Object.keys(fields)) countOne(contactFields, name, name);
      for (const { field, counts } of watch.contactFields) countValue(counts, fields, field);
    },
    addEvent({ type, fields }) {
      events++;
      const { facts, watched } = types.find(type);
      facts.count++;
      for (const name of Object.keys(fields)) countOne(facts.fields, name, name);
      for (const { field, counts } of watched) countValue(counts, fields, field);
    },
    facts: {
      contacts: () => contacts,
      events: () => events,
      types: () => ranked(types.all()),
      eventsOf: (names) => types.of(names).reduce((sum, { count }) => sum + count, 0),
      fieldsOf: (names) =>
        names === "contacts"
          ? ranked(contactFields.values())
          : ranked(sumCounts(types.of(names).map(({ fields }) => fields))),
      valuesOf: (field, names) => ranked(watch.find(field, names)?.values() ?? []),
    },
  };
}

interface WatchedField {
  readonly field: string;
  readonly counts: Counts;
}

interface WatchedEventField extends WatchedField {
  readonly isOfType: (type: string) => boolean;
}

/** The fields whose values are counted: one counter for a field of contacts, or of events of the same types. */
function createWatch(outline: Outline) {
  const counters = new Map<string, Counts>();
  const nameOf = (field: string, types: readonly string[] | "contacts") => JSON.stringify([field, types]);
  const counterOf = (field: string, types: readonly string[] | "contacts", texts: readonly string[]) => {
    const counts = counters.get(nameOf(field, types)) ?? new Map();
    counters.set(nameOf(field, types), counts);
    for (const text of texts) counts.set(textKey(text), { name: text, count: 0 });
    return counts;
  };
  const contactFields = new Map<Counts, WatchedField>();
  for (const { use, subject } of usesOf(outline, "field")) {
    if (use.texts.length === 0) continue;
    const counts = counterOf(subject.name, "contacts", textsOf(use.texts));
    contactFields.set(counts, { field: subject.name, counts });
  }
  const eventFields = new Map<Counts, WatchedEventField>();
  for (const { name, types, texts } of outline.eventFields) {
    if (texts.length === 0) continue;
    const counts = counterOf(name, types, textsOf(texts));
    eventFields.set(counts, { field: name, counts, isOfType: compileAnyOf(types) });
  }
  return {
    contactFields: [...contactFields.values()],
    eventFields: [...eventFields.values()],
    find: (field: string, types: readonly string[] | "contacts") => counters.get(nameOf(field, types)),
  };
}

function textsOf(nodes: EventFieldUse["texts"]): readonly string[] {
  return nodes.map(({ value }) => value);
}

function compileAnyOf(types: readonly string[]): (type: string) => boolean {
  const tests = types.map(compileWildcard);
  return (type) => tests.some((test) => test(type));
}

/** Types are compared like text; each spelling is looked at once. */
function createTypeTable(watchedFields: readonly WatchedEventField[]) {
  const byKey = new Map<string, TypeFacts>();
  const bySpelling = new Map<
    string,
    { readonly facts: TypeFacts; readonly watched: readonly WatchedField[] }
  >();
  return {
    find(type: string) {
      const known = bySpelling.get(type);
      if (known !== undefined) return known;
      const key = textKey(type);
      const facts = byKey.get(key) ?? { name: type, count: 0, fields: new Map() };
      byKey.set(key, facts);
      const found = { facts, watched: watchedFields.filter(({ isOfType }) => isOfType(type)) };
      bySpelling.set(type, found);
      return found;
    },
    all: () => byKey.values(),
    of(names: readonly string[]): readonly TypeFacts[] {
      const isMeant = compileAnyOf(names);
      return [...byKey].flatMap(([key, facts]) => (isMeant(key) ? [facts] : []));
    },
  };
}

function countValue(counts: Counts, fields: Fields, field: string): void {
  const value = readField(fields, field);
  if (value === undefined) return;
  const key = textKey(value);
  if (counts.size < MOST_VALUES || counts.has(key)) countOne(counts, key, value);
}

function countOne(counts: Counts, key: string, name: string): void {
  const known = counts.get(key);
  if (known === undefined) counts.set(key, { name, count: 1 });
  else known.count++;
}

function sumCounts(all: readonly Counts[]): Iterable<Close> {
  const sums: Counts = new Map();
  for (const counts of all) {
    for (const [key, { name, count }] of counts) {
      const sum = sums.get(key) ?? { name, count: 0 };
      sum.count += count;
      sums.set(key, sum);
    }
  }
  return sums.values();
}

function ranked(counts: Iterable<Close>): readonly Close[] {
  return [...counts].toSorted((a, b) => b.count - a.count || compareText(a.name, b.name));
}

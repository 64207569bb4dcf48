// Rows of a test as intake would read them from an export.

import { diagnose } from "../diagnostics/diagnostic.ts";
import { rankKinds } from "../intake/identity/rank-kinds.ts";
import { readDefaultLayout } from "../intake/layouts/default-layout.ts";
import { createContactReader } from "../intake/rows/contact-rows.ts";
import type { RowReading } from "../intake/rows/row-fault.ts";
import { rowFields } from "../intake/rows/row-fields.ts";
import type { ContactRow, EventRow, RowFields } from "../intake/sink.ts";
import { shown } from "../rulebook/describe.ts";
import {
  childOf,
  type Entry,
  entriesOf,
  entryOf,
  type Path,
  type SourceNode,
} from "../rulebook/source/source-tree.ts";
import type { Calendar, Instant } from "../values/calendar.ts";
import { type Duration, parseDuration } from "../values/duration.ts";
import { fieldName, isBlank } from "../values/text.ts";
import { type Directory, isFilled, type Resolution, textOf } from "./resolution.ts";
import { resolveContactIdentities, resolveEventIdentities } from "./resolve-identities.ts";
import { MOST_REPEATS } from "./schema.ts";
import { meantEventTime, resolveEventTime, stepBack } from "./times.ts";

export function resolveContact(node: SourceNode, path: Path, resolution: Resolution): ContactRow | undefined {
  const entries = fieldEntries(entriesOf(node), path, resolution);
  const reading = readContact(entries, node.span.line, resolution.calendar);
  if (reading?.kind === "row") {
    const { row } = reading;
    return { ...row, identities: resolveContactIdentities(entriesOf(node), row.contact, resolution) };
  }
  if (node.kind === "map") {
    resolution.report(diagnose("contact-without-key", node.span, resolution.placeName(path)));
  }
  return undefined;
}

function readContact(
  entries: readonly FieldEntry[],
  line: number,
  calendar: Calendar,
): RowReading<ContactRow> | undefined {
  const headers = entries.map(({ key }) => key);
  const found = readDefaultLayout("contacts", headers, rankKinds([]));
  if (found?.kind !== "layout" || found.layout.kind !== "contacts") return undefined;
  const cells = entries.map(({ text }) => text);
  return createContactReader(found.layout, calendar)(cells, line);
}

interface FieldEntry {
  readonly key: string;
  readonly name: string;
  readonly text: string;
}

/** Values that are none are reported with the shape. */
function fieldEntries(
  entries: readonly Entry[],
  path: Path,
  { placeName, report }: Resolution,
): readonly FieldEntry[] {
  const found = new Map<string, FieldEntry>();
  for (const { key, keyNode, value } of entries) {
    if (!isFilled(value)) continue;
    const name = fieldName(key) || key;
    const first = found.get(name);
    if (first === undefined) found.set(name, { key, name, text: textOf(value) });
    else report(diagnose("field-twice", keyNode.span, first.key, key, placeName(path), name));
  }
  return [...found.values()];
}

/** Keys of an event row that are no fields. */
export const EVENT_KEYS: ReadonlySet<string> = new Set([
  "contact",
  "type",
  "at",
  "event_id",
  "repeat",
  "every",
  "fields",
]);

export interface EventSetting {
  readonly asOf: Instant;
  readonly directory: Directory;
  /** For the ids of events that have none: those written first come first. */
  readonly nextId: () => string;
}

/** All the events that a row stands for. */
export function resolveEvents(
  node: SourceNode,
  path: Path,
  setting: EventSetting,
  resolution: Resolution,
): readonly EventRow[] {
  const identities = resolveEventIdentities(node, path, setting.directory, resolution);
  const type = resolveType(node, path, resolution);
  const times = resolveTimes(node, path, setting.asOf, resolution);
  const fields = resolveFields(node, path, resolution);
  const eventId = resolveEventId(node, path, resolution);
  if (identities.length === 0 || type === undefined) return [];
  return times.map((at) => ({
    line: node.span.line,
    eventId: eventId ?? setting.nextId(),
    isFingerprint: eventId === undefined,
    identities,
    type,
    at,
    localTime: undefined,
    fields,
  }));
}

function resolveFields(node: SourceNode, path: Path, resolution: Resolution): RowFields {
  const own = entriesOf(node).filter(({ key }) => !EVENT_KEYS.has(key));
  const entries = fieldEntries([...own, ...entriesOf(childOf(node, "fields"))], path, resolution);
  const columns = entries.map(({ name }, position) => ({ name, position }));
  return rowFields(
    columns,
    entries.map(({ text }) => text),
  );
}

function resolveType(node: SourceNode, path: Path, { placeName, report }: Resolution): string | undefined {
  const type = childOf(node, "type");
  if (!isFilled(type)) return undefined;
  const text = textOf(type).trim();
  if (text !== "" || textOf(type) === "") return text;
  report(diagnose("blank-event", type.span, "type", placeName(path)));
  return undefined;
}

function resolveEventId(node: SourceNode, path: Path, { placeName, report }: Resolution): string | undefined {
  const entry = entryOf(node, "event_id");
  if (entry === undefined || !isFilled(entry.value)) return undefined;
  if (childOf(node, "repeat") !== undefined) {
    report(diagnose("repeated-event-id", entry.keyNode.span, placeName(path)));
  }
  const id = textOf(entry.value).trim();
  return isBlank(id) ? undefined : id;
}

/** The time of each event, going back from `at`. */
function resolveTimes(
  node: SourceNode,
  path: Path,
  asOf: Instant,
  resolution: Resolution,
): readonly Instant[] {
  const { calendar, placeName, report } = resolution;
  const written = childOf(node, "at");
  const repetition = resolveRepetition(node, path, resolution);
  if (!isFilled(written) || typeof written.value !== "string") return [];
  const at = resolveEventTime(written.value, asOf, calendar);
  const { times, every } = repetition ?? { times: 1, every: AT_ONCE };
  const all = Array.from({ length: times }, (_, n) =>
    at === undefined ? undefined : stepBack(at, every, n, calendar),
  );
  const known = all.filter((time) => time !== undefined);
  if (known.length < all.length) {
    const meant = at === undefined ? meantEventTime(written.value) : undefined;
    report(diagnose("bad-event-time", written.span, shown(written), placeName(path), meant));
  }
  return known;
}

/** Between the events of a row that has one. */
const AT_ONCE: Duration = { count: 1, unit: "second" };

function resolveRepetition(
  node: SourceNode,
  path: Path,
  { placeName, report }: Resolution,
): { readonly times: number; readonly every: Duration } | undefined {
  const repeat = entryOf(node, "repeat");
  const every = entryOf(node, "every");
  const alone = repeat === undefined ? every : every === undefined ? repeat : undefined;
  if (alone !== undefined) {
    const missing = alone.key === "repeat" ? "every" : "repeat";
    report(diagnose("repeat-and-every", alone.keyNode.span, alone.key, missing, placeName(path)));
  }
  if (!isFilled(repeat?.value) || !isFilled(every?.value)) return undefined;
  const duration = parseDuration(textOf(every.value));
  const times = repeat.value.value;
  // The shape has reported other values.
  if (duration === undefined || typeof times !== "number" || !(times <= MOST_REPEATS)) return undefined;
  return { times, every: duration };
}

// The columns that are looked for where no source of the rulebook reads a file.

import type { SourceLocation } from "../../diagnostics/location.ts";
import type { Source } from "../../rulebook/source-model.ts";
import { rankKinds } from "../identity/rank-kinds.ts";
import { listQuoted } from "../input-error.ts";
import type { InputKind } from "../sink.ts";
import { columnName } from "./column-table.ts";
import { compileLayout, type LayoutReading } from "./compile-layout.ts";
import { defaultVersion } from "./layout-version.ts";

export const CONTACT_KEYS = ["contact_id", "id", "email"];
const EVENT_IDENTITIES = ["contact_id", "email", "visitor_id"];
const TYPE_NAMES = ["type", "event"];
const TIME_NAMES = ["occurred_at", "at", "timestamp", "date"];

/** `undefined` when a column that files of this kind need is not there. */
export function readDefaultLayout(
  kind: InputKind,
  headers: readonly string[],
  ranking: readonly string[],
): Exclude<LayoutReading, { kind: "missing" }> | undefined {
  const mapping = findMapping(kind, headers.map(columnName), ranking);
  if (mapping === undefined) return undefined;
  const version = defaultVersion(mapping.kinds, ranking, rankKinds([]));
  const reading = compileLayout(mapping.source, headers, { ranking, defaultVersion: version });
  return reading.kind === "missing" ? undefined : reading;
}

/** Which of the needed columns are missing, as `column "type" or "event"`. */
export function describeNeeds(kind: InputKind, headers: readonly string[]): string {
  const names = headers.map(columnName);
  if (kind === "identities")
    return `two identity columns, such as ${listQuoted(["visitor_id", "contact_id"], "and")}`;
  const groups = kind === "contacts" ? [CONTACT_KEYS] : [EVENT_IDENTITIES, TYPE_NAMES, TIME_NAMES];
  const missing = groups.filter((group) => firstOf(names, group) === undefined);
  return missing.map((group) => `column ${listQuoted(group, "or")}`).join(", and no ");
}

interface Mapping {
  readonly source: Source;
  readonly kinds: readonly string[];
}

const NOWHERE: SourceLocation = { file: "", line: 1, column: 1 };

const BASE = {
  location: NOWHERE,
  preset: undefined,
  files: [],
  delimiter: undefined,
  encoding: undefined,
  timezone: undefined,
  repeatedColumns: "refuse",
  fields: [],
  constants: [],
} as const;

function findMapping(
  kind: InputKind,
  names: readonly string[],
  ranking: readonly string[],
): Mapping | undefined {
  switch (kind) {
    case "contacts":
      return contactMapping(names);
    case "events":
      return eventMapping(names);
    case "identities":
      return identityMapping(names, ranking);
    default:
      return kind satisfies never;
  }
}

function contactMapping(names: readonly string[]): Mapping | undefined {
  const name = firstOf(names, CONTACT_KEYS);
  if (name === undefined) return undefined;
  const key = { kind: name === "email" ? "email" : "contact_id", column: [name] };
  const identities = key.kind === "email" ? [] : identityColumns(names, ["email"]);
  return mapping({ ...BASE, id: "contacts", kind: "contacts", key, identities, complete: false }, identities);
}

function eventMapping(names: readonly string[]): Mapping | undefined {
  const contact = identityColumns(names, EVENT_IDENTITIES);
  const type = firstOf(names, TYPE_NAMES);
  const at = firstOf(names, TIME_NAMES);
  if (contact.length === 0 || type === undefined || at === undefined) return undefined;
  const event = {
    type: { kind: "column", column: [type] },
    at: { column: [at], format: undefined, timezone: undefined },
    when: [],
    count: undefined,
  } as const;
  const eventId = names.includes("event_id") ? [["event_id"]] : [];
  return mapping({ ...BASE, id: "events", kind: "events", eventId, contact, events: [event] }, contact);
}

/** Two columns are two kinds, whatever their names; of more columns those with the names of known kinds. */
function identityMapping(names: readonly string[], ranking: readonly string[]): Mapping | undefined {
  const kinds = names.length === 2 ? names : ranking.filter((kind) => names.includes(kind));
  if (kinds.length < 2) return undefined;
  const identities = identityColumns(names, kinds);
  return mapping({ ...BASE, id: "identities", kind: "identities", identities }, identities);
}

function mapping(source: Source, identities: readonly { readonly kind: string }[]): Mapping {
  return { source, kinds: identities.map(({ kind }) => kind) };
}

function identityColumns(names: readonly string[], kinds: readonly string[]) {
  return kinds.filter((kind) => names.includes(kind)).map((kind) => ({ kind, column: [kind] }));
}

function firstOf(names: readonly string[], wanted: readonly string[]): string | undefined {
  return wanted.find((name) => names.includes(name));
}

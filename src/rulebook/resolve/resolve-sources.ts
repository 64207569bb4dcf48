// From checked sources to the model: presets added, short forms written out.

import { fieldName } from "../../values/text.ts";
import { addPreset } from "../presets/add-preset.ts";
import { type RowEventShape, type SourceShape, sourceSchema } from "../schema/sources.ts";
import {
  childOf,
  type Entry,
  entriesOf,
  entryOf,
  type MapNode,
  type SourceNode,
  toPlain,
} from "../source/source-tree.ts";
import type { EventSource, IdentityColumn, RowEvent, Source } from "../source-model.ts";
import { resolveFields } from "./resolve-source-fields.ts";
import { listOf, resolveTest } from "./resolve-tests.ts";
import { dateColumn, optional, type SourceSite } from "./source-site.ts";

/** `section` holds the sources by their ids. */
export function resolveSources(section: SourceNode | undefined): readonly Source[] {
  return entriesOf(section).map(resolveSource);
}

function resolveSource({ key: id, keyNode, value }: Entry): Source {
  const written = value as MapNode;
  const whole = addPreset(written);
  const shape = sourceSchema.parse(toPlain(whole));
  const site: SourceSite = { shape, written };
  const { file, line, column } = keyNode.span;
  const base = {
    id,
    location: { file, line, column },
    preset: shape.preset,
    files: listOf(shape.file ?? []),
    delimiter: delimiterOf(shape),
    encoding: shape.encoding,
    timezone: shape.timezone,
    repeatedColumns: shape.repeated_columns ?? ("refuse" as const),
    fields: resolveFields(site),
    constants: entriesOf(childOf(whole, "constants")).map(({ key, value }) => ({
      name: key,
      value: value.kind === "scalar" ? value.source : "",
    })),
  };
  const identities = identityColumns("identities", site);
  const kind = shape.kind!;
  switch (kind) {
    case "contacts":
      return { kind: "contacts", key: keyOf(shape), identities, complete: shape.complete ?? false, ...base };
    case "events":
      return { kind: "events", ...eventParts(site), ...base };
    case "identities":
      return { kind: "identities", identities, ...base };
    default:
      return kind satisfies never;
  }
}

function delimiterOf({ delimiter }: SourceShape) {
  return delimiter === undefined
    ? undefined
    : delimiter === "tab"
      ? "\t"
      : (delimiter as "," | ";" | "|" | "\t");
}

/** Without a stated kind it is the contact's id, unless the column is called "email". */
function keyOf({ key }: SourceShape): IdentityColumn {
  if (typeof key === "object" && !Array.isArray(key)) {
    const [kind, column] = Object.entries(key).find(([, column]) => column !== undefined)!;
    return { kind, column: listOf(column!) };
  }
  const column = listOf(key!);
  return { kind: fieldName(column[0]!) === "email" ? "email" : "contact_id", column };
}

function identityColumns(
  key: "identities" | "contact",
  { shape, written }: SourceSite,
): readonly IdentityColumn[] {
  return Object.entries(shape[key] ?? {}).map(([kind, columns]) => ({
    kind,
    column: listOf(columns),
    ...optional(shape, entryOf(childOf(written, key), kind)),
  }));
}

function eventParts(site: SourceSite): Pick<EventSource, "eventId" | "contact" | "events"> {
  const { id, rows, type, at } = site.shape;
  return {
    eventId: typeof id === "string" ? [[id]] : (id ?? []).map(listOf),
    contact: identityColumns("contact", site),
    events:
      rows === undefined
        ? [{ type: eventType(type!), at: dateColumn(at!, site), when: [], count: undefined }]
        : rows.map((row) => resolveRow(row, site)),
  };
}

function eventType(type: NonNullable<SourceShape["type"]>): RowEvent["type"] {
  if (typeof type === "object" && "constant" in type) return { kind: "constant", value: type.constant };
  return { kind: "column", column: listOf(type) };
}

function resolveRow({ type, at, when, count }: RowEventShape, site: SourceSite): RowEvent {
  // What every row is needs its date, whatever the export.
  const isCertain = when === undefined && count === undefined;
  return {
    type: { kind: "constant", value: type },
    at: dateColumn(at ?? site.shape.at!, site),
    when: Object.entries(when ?? {}).map(([name, test]) => ({ column: [name], test: resolveTest(test) })),
    count: count === undefined ? undefined : listOf(count),
    ...(isCertain ? {} : optional(site.shape, entryOf(site.written, "rows"))),
  };
}

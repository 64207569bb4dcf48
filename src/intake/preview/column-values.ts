// The first values of each column, as they are written and as they are read.

import type { Calendar } from "../../values/calendar.ts";
import { isBlank } from "../../values/text.ts";
import { readIdentity } from "../identity/identity-key.ts";
import type { Layout, PlacedDate, PlacedField } from "../layouts/layout.ts";
import { compileInstant } from "../rows/cell-times.ts";
import { createFieldsReader } from "../rows/typed-fields.ts";
import { computedFields, fieldsOf, findColumnUses } from "./column-uses.ts";
import type { ColumnUse, ColumnValue, PreviewColumn, ReadValue } from "./preview.ts";

type Cells = readonly string[];

const MOST_VALUES = 3;

/** `rows` have the constants behind their cells. */
export function describeColumns(
  layout: Layout,
  calendar: Calendar,
  rows: readonly Cells[],
): readonly PreviewColumn[] {
  const width = layout.headers.length;
  const columns = findColumnUses(layout).map((uses, position): PreviewColumn => {
    const read = compileReading(layout, calendar, position, uses);
    const origin = position < width ? "file" : "constant";
    return { name: layout.labels[position]!, origin, uses, values: firstValues(rows, position, read) };
  });
  return [...columns, ...describeComputed(layout, calendar, rows)];
}

/** Of one column, for a row where it is not blank. */
type Reading = (cells: Cells) => ReadValue;

function compileReading(
  layout: Layout,
  calendar: Calendar,
  position: number,
  uses: readonly ColumnUse[],
): Reading {
  const date = timeAt(layout, position);
  if (date !== undefined) return timeReading(date, calendar);
  const typed = fieldsOf(layout).typed.find(
    ({ value }) => value.kind !== "product" && value.position === position,
  );
  if (typed !== undefined) return fieldReading(typed, layout, calendar);
  const kind = uses.map(identityKind).find((one) => one !== undefined);
  if (kind === undefined) return (cells) => ({ kind: "text", text: cells[position]! });
  return (cells) => ({ kind: "text", text: readIdentity(kind, cells[position]!)?.key ?? "" });
}

function identityKind(use: ColumnUse): string | undefined {
  return use.kind === "key" || use.kind === "identity" ? use.identity : undefined;
}

function timeAt(layout: Layout, position: number): PlacedDate | undefined {
  if (layout.kind !== "events") return undefined;
  return layout.events.map(({ at }) => at).find((at) => at.position === position);
}

function timeReading(date: PlacedDate, calendar: Calendar): Reading {
  const read = compileInstant(date, calendar);
  return (cells) => {
    const instant = read(cells[date.position]!);
    return instant === undefined
      ? { kind: "refused", code: "bad-date" }
      : { kind: "instant", at: instant.at };
  };
}

function fieldReading(field: PlacedField, { labels }: Layout, calendar: Calendar): Reading {
  const read = createFieldsReader({ plain: [], typed: [field] }, labels, calendar);
  return (cells) => {
    const reading = read(cells);
    if (reading.kind === "fault") return { kind: "refused", code: reading.code };
    return { kind: "text", text: reading.row[field.name] ?? "" };
  };
}

function firstValues(rows: readonly Cells[], position: number, read: Reading): readonly ColumnValue[] {
  const values = new Map<string, ColumnValue>();
  for (const cells of rows) {
    const written = cells[position]!;
    if (!isBlank(written) && !values.has(written)) values.set(written, { written, read: read(cells) });
    if (values.size === MOST_VALUES) break;
  }
  return [...values.values()];
}

function describeComputed(
  layout: Layout,
  calendar: Calendar,
  rows: readonly Cells[],
): readonly PreviewColumn[] {
  return computedFields(layout).map(({ name, use }) => {
    const field = fieldsOf(layout).typed.find((one) => one.name === name)!;
    const read = fieldReading(field, layout, calendar);
    const values = rows
      .map((cells): ColumnValue => ({ written: undefined, read: read(cells) }))
      .filter(({ read }) => read.kind !== "text" || read.text !== "");
    return { name, origin: "computed", uses: [use], values: values.slice(0, MOST_VALUES) };
  });
}

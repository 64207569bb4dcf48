// Which cells become which fields: those that the source names, its identities, and every other column as it is.

import type { ColumnRef, FieldValue, Source, SourceField } from "../../rulebook/source-model.ts";
import { fieldName } from "../../values/text.ts";
import { quote } from "../input-error.ts";
import type { FieldColumn } from "../rows/row-fields.ts";
import { type ColumnTable, columnNumber, describeColumn, type RepeatedName } from "./column-table.ts";
import type { PlacedField, PlacedFields, PlacedValue } from "./layout.ts";

/** Notes what is missing, where it must be there. */
export type Place = (column: ColumnRef) => number | undefined;

/** The fields that the source names. Those without their columns are left out. */
export function placeNamedFields(
  source: Source,
  placeOf: (field: SourceField) => Place,
): readonly PlacedField[] {
  return source.fields.flatMap((field) => {
    const value = placeValue(field.value, { source, place: placeOf(field), within: [field] });
    return value === undefined ? [] : [{ name: field.name, value }];
  });
}

interface Placing {
  readonly source: Source;
  readonly place: Place;
  /** Fields being worked out: a product is no factor of itself, it means the column of that name. */
  readonly within: readonly SourceField[];
}

function placeValue(value: FieldValue, placing: Placing): PlacedValue | undefined {
  if (value.kind === "product") return placeProduct(value.factors, placing);
  const position = placing.place(value.column);
  if (position === undefined) return undefined;
  switch (value.kind) {
    case "text":
      return { kind: "text", position };
    case "number":
      return { kind: "number", position, decimal: value.decimal, thousands: value.thousands };
    case "list":
      return { kind: "list", position, separator: value.separator };
    case "date": {
      const timezone = value.timezone ?? placing.source.timezone;
      return { kind: "date", position, format: value.format, timezone };
    }
    default:
      return value satisfies never;
  }
}

function placeProduct(refs: readonly ColumnRef[], placing: Placing): PlacedValue | undefined {
  const factors = refs.map((ref) => placeFactor(ref, placing));
  const known = factors.filter((factor) => factor !== undefined);
  return known.length === factors.length ? { kind: "product", factors: known } : undefined;
}

function placeFactor(ref: ColumnRef, placing: Placing): PlacedValue | undefined {
  const names = ref.map(fieldName);
  const field = placing.source.fields.find(
    (one) => names.includes(one.name) && !placing.within.includes(one),
  );
  if (field !== undefined) return placeValue(field.value, { ...placing, within: [...placing.within, field] });
  const position = placing.place(ref);
  return position === undefined ? undefined : { kind: "text", position };
}

export interface FieldSketch {
  readonly table: ColumnTable;
  readonly source: Source;
  readonly named: readonly PlacedField[];
  /** Columns that become fields of another name; a named field of that name comes before. */
  readonly identities: readonly FieldColumn[];
  /** Columns that are no fields unless the source names them as one. */
  readonly hidden: readonly number[];
}

/** Two columns that would be one field are a problem, unless the source numbers them. */
export function planFields(sketch: FieldSketch): PlacedFields | RepeatedName {
  const { named, table, source } = sketch;
  const mapped = mappedColumns(sketch);
  const used = new Set([
    ...sketch.hidden,
    ...mapped.map(({ position }) => position),
    ...named.flatMap(ownColumn),
  ]);
  const names = new Map([...named.map(takenName), ...mapped.map(takenName)]);
  const plain: FieldColumn[] = [...mapped];
  for (const [position, own] of table.names.entries()) {
    if (used.has(position)) continue;
    const isTaken = names.has(own);
    const other = names.get(own);
    if (isTaken && other === undefined) continue;
    if (isTaken && source.repeatedColumns === "refuse") return mappedTwice(sketch, position, other!);
    const name = isTaken ? freeName(own, names, table.names) : own;
    names.set(name, position);
    plain.push({ name, position });
  }
  plain.sort((a, b) => a.position - b.position);
  return { plain, typed: named.filter(({ value }) => value.kind !== "text") };
}

/** Named fields kept as they are, and identities. */
function mappedColumns({ named, identities }: FieldSketch): readonly FieldColumn[] {
  const renamed = named.flatMap(({ name, value }) =>
    value.kind === "text" ? [{ name, position: value.position }] : [],
  );
  return [...renamed, ...identities.filter(({ name }) => named.every((field) => field.name !== name))];
}

function takenName(field: PlacedField | FieldColumn): readonly [string, number | undefined] {
  return [field.name, "position" in field ? field.position : ownColumn(field)[0]];
}

/** A product leaves its factors' columns as fields of their own, but takes the place of one with its name. */
function ownColumn({ value }: PlacedField): readonly number[] {
  return value.kind === "product" ? [] : [value.position];
}

function freeName(name: string, taken: ReadonlyMap<string, unknown>, columns: readonly string[]): string {
  let number = 2;
  while (taken.has(`${name}_${number}`) || columns.includes(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}

function mappedTwice({ table, source }: FieldSketch, position: number, other: number): RepeatedName {
  const name = table.names[position]!;
  const clash = `${describeColumn(table, position)} is the field ${quote(name)}, which source ${quote(source.id)} reads from`;
  const column = columnNumber(table, position);
  const help =
    column === undefined ? "remove the constant or call it otherwise" : 'name both in its "fields"';
  return { problem: `${clash} ${describeColumn(table, other)}; ${help}`, column };
}

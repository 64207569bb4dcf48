// A file's columns by their field names, and behind them the constants of its source.

import type { ColumnRef, Source } from "../../rulebook/source-model.ts";
import { fieldName } from "../../values/text.ts";
import { quote } from "../input-error.ts";

export interface ColumnTable {
  readonly headers: readonly string[];
  /** Field names, those of constants included. */
  readonly names: readonly string[];
  readonly labels: readonly string[];
  /** Values of the constants that no column of the file stands for. */
  readonly constants: readonly string[];
  /** A column of the file comes before any constant. */
  find(column: ColumnRef): number | undefined;
}

type Naming = Pick<Source, "constants" | "repeatedColumns">;

export function createColumnTable(headers: readonly string[], naming: Naming): ColumnTable {
  const plain = headers.map(columnName);
  const own = naming.repeatedColumns === "number" ? numberRepeated(plain) : plain;
  const constants = naming.constants.filter(({ name }) => !own.includes(fieldName(name)));
  const names = [...own, ...constants.map(({ name }) => fieldName(name))];
  const find = (column: ColumnRef) => {
    const wanted = column.map(fieldName);
    const inFile = wanted.find((name) => own.includes(name));
    const found = inFile ?? wanted.find((name) => names.includes(name));
    return found === undefined ? undefined : names.indexOf(found);
  };
  return {
    headers,
    names,
    labels: [...headers, ...constants.map(({ name }) => name)],
    constants: constants.map(({ value }) => value),
    find,
  };
}

export function columnName(header: string, position: number): string {
  return fieldName(header) || `column_${position + 1}`;
}

/** `email`, `email_2` …; a number that another column has already is passed over. */
function numberRepeated(names: readonly string[]): readonly string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    const free = seen.has(name) ? nextFree(name, taken) : name;
    seen.add(name);
    taken.add(free);
    return free;
  });
}

function nextFree(name: string, taken: ReadonlySet<string>): string {
  let number = 2;
  while (taken.has(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}

export interface RepeatedName {
  readonly problem: string;
  /** Of the second one, from 1; absent for a constant. */
  readonly column: number | undefined;
}

export function findRepeatedName(table: ColumnTable): RepeatedName | undefined {
  const { names } = table;
  const firsts = new Map<string, number>();
  const second = names.findIndex((name, i) => firsts.has(name) || !firsts.set(name, i));
  if (second < 0) return undefined;
  const name = names[second]!;
  const both = `${describeColumn(table, firsts.get(name)!)} and ${describeColumn(table, second)}`;
  const problem = `${both} are both the field ${quote(name)}; rename one`;
  return { problem, column: columnNumber(table, second) };
}

export function describeColumn(table: ColumnTable, position: number): string {
  const number = columnNumber(table, position);
  const name = quote(table.labels[position]!);
  return number === undefined ? `the constant ${name}` : `column ${number} ${name}`;
}

/** From 1; a constant is none of the file's. */
export function columnNumber({ headers }: ColumnTable, position: number): number | undefined {
  return position < headers.length ? position + 1 : undefined;
}

// Points: what one award is worth.

import type { Points, PointsRow, PointsSource } from "../rulebook/rule-model.ts";
import { clamp, fullUnits, type Micro, micro, multiply } from "../values/decimal.ts";
import { textKey } from "../values/text.ts";
import type { CompileContext } from "./compile-context.ts";
import type { ContactState } from "./contact-state.ts";
import { compileAnswer } from "./day-counts.ts";
import type { HistoryEvent } from "./history.ts";
import { compileSubject } from "./subjects.ts";
import { compileTest } from "./tests.ts";
import { readField, toNumber, toText, type Value } from "./value.ts";

/** `undefined`: the value is missing or fits no row, nor is there an `otherwise`; nothing is awarded. `event` is there in event rules only. */
export type CompiledPoints = (state: ContactState, event: HistoryEvent | undefined) => Micro | undefined;

export function compilePoints(points: Points, context: CompileContext): CompiledPoints {
  switch (points.kind) {
    case "fixed":
      return () => points.points;
    case "per":
      return onNumber(points.of, context, (value) =>
        clamp(micro(fullUnits(value, points.per) * points.give), points.atLeast, points.atMost),
      );
    case "times":
      return onNumber(points.of, context, (value) =>
        clamp(multiply(clamp(value, undefined, points.upTo), points.factor), points.atLeast, points.atMost),
      );
    case "table":
      return compileTable(points, context);
    default:
      return points satisfies never;
  }
}

type SourceReader = (state: ContactState, event: HistoryEvent | undefined) => Value;

function compileSource(source: PointsSource, context: CompileContext): SourceReader {
  if (source.kind !== "event_field") return compileSubject(source, context);
  return (_, event) => (event === undefined ? undefined : readField(event.fields, source.name));
}

function onNumber(
  source: PointsSource,
  context: CompileContext,
  award: (value: Micro) => Micro,
): CompiledPoints {
  const read = compileSource(source, context);
  return (state, event) => {
    const value = toNumber(read(state, event));
    return value === undefined ? undefined : award(value);
  };
}

function compileTable(table: Extract<Points, { kind: "table" }>, context: CompileContext): CompiledPoints {
  const { by, otherwise } = table;
  const find = compileRows(table.rows, context);
  if (by.kind === "event_field") {
    const read = compileSource(by, context);
    return (state, event) => find(read(state, event)) ?? otherwise;
  }
  const tests = table.rows.map(({ test }) => test);
  const answer = compileAnswer(by, tests, find, context);
  return (state) => answer(state) ?? otherwise;
}

type RowFinder = (value: Value) => Micro | undefined;

function compileRows(rows: readonly PointsRow[], context: CompileContext): RowFinder {
  return compileTextRows(rows, context) ?? compileTestedRows(rows, context);
}

/** A table of texts only, the common case, is one look-up however long it is. */
function compileTextRows(rows: readonly PointsRow[], { moment }: CompileContext): RowFinder | undefined {
  const points = new Map<string, Micro>();
  for (const row of rows) {
    if (row.test.kind !== "equals") return undefined;
    for (const literal of row.test.oneOf) {
      if (literal.kind !== "text") return undefined;
      const key = textKey(literal.text);
      if (!points.has(key)) points.set(key, row.points);
    }
  }
  return (value) => {
    const text = toText(value, moment.calendar);
    return text === undefined ? undefined : points.get(textKey(text));
  };
}

function compileTestedRows(rows: readonly PointsRow[], { moment }: CompileContext): RowFinder {
  const tested = rows.map((row) => ({ holds: compileTest(row.test, moment), points: row.points }));
  return (value) => tested.find((row) => row.holds(value))?.points;
}

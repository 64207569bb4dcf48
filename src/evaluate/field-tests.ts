import type { FieldTest } from "../rulebook/condition-model.ts";
import type { HistoryEvent } from "./history.ts";
import type { Moment } from "./moment.ts";
import { compileTest } from "./tests.ts";
import { readField } from "./value.ts";

/** Tests on an event's fields; all must hold. */
export function compileFieldTests(
  fieldTests: readonly FieldTest[],
  moment: Moment,
): (event: HistoryEvent) => boolean {
  const compiled = fieldTests.map(({ field, test }) => ({ field, holds: compileTest(test, moment) }));
  return (event) => compiled.every(({ field, holds }) => holds(readField(event.fields, field)));
}

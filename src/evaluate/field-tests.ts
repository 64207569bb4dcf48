import type { FieldTest } from "../rulebook/condition-model.ts";
import type { HistoryEvent } from "./history.ts";
import type { Moment } from "./moment.ts";
import { compileTest } from "./tests.ts";
import { readField } from "./value.ts";

type EventCondition = (event: HistoryEvent) => boolean;

/** Tests on an event's fields; all must hold. `undefined` where there are none, as in most selectors. */
export function compileFieldTests(
  fieldTests: readonly FieldTest[],
  moment: Moment,
): EventCondition | undefined {
  const tests = fieldTests.map(({ field, test }): EventCondition => {
    const holds = compileTest(test, moment);
    return (event) => holds(readField(event.fields, field));
  });
  return tests.length <= 1 ? tests[0] : (event) => tests.every((test) => test(event));
}

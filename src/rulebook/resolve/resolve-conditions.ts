import type { Condition, Subject } from "../condition-model.ts";
import type { ConditionShape } from "../schema/conditions.ts";
import type { OccurrenceShape } from "../schema/selectors.ts";
import type { TestShape } from "../schema/tests.ts";
import { parseSubject } from "../subject.ts";
import { resolveSelector, resolveTest, resolveTimes } from "./resolve-tests.ts";

/** What resolving needs to know of the rest of the rulebook. */
export interface Names {
  isTrait(id: string): boolean;
  /** The one plain group of the rulebook, if there is only one. */
  readonly onlyGroup: string | undefined;
}

/** A condition of several entries is an `all`; `{}` is an `all` of nothing, which always holds. */
export function resolveCondition(shape: ConditionShape, names: Names): Condition {
  const conditions = Object.entries(shape).map(([key, value]) => resolveEntry(key, value, names));
  return conditions.length === 1 ? conditions[0]! : { kind: "all", of: conditions };
}

export function resolveConditionIfAny(
  shape: ConditionShape | undefined,
  names: Names,
): Condition | undefined {
  return shape === undefined ? undefined : resolveCondition(shape, names);
}

function resolveEntry(key: string, value: ConditionShape[string], names: Names): Condition {
  switch (key) {
    case "any":
    case "all":
    case "none":
      return {
        kind: key,
        of: (value as readonly ConditionShape[]).map((item) => resolveCondition(item, names)),
      };
    case "did":
    case "did_not": {
      const occurrence = value as OccurrenceShape;
      return { kind: key, selector: resolveSelector(occurrence), times: resolveTimes(occurrence) };
    }
    default:
      return { kind: "test", subject: resolveSubject(key, names), test: resolveTest(value as TestShape) };
  }
}

/** Only for names that the checks have let through. */
export function resolveSubject(name: string, names: Names): Subject {
  const subject = parseSubject(name, names.isTrait);
  if (subject.kind === "unknown") throw new Error(`the name "${name}" went through the checks`);
  return subject;
}

// What a contact is, and whether it meets a condition.

import type { PlainEvent } from "./events.ts";
import { selected } from "./events.ts";
import { whole } from "./rational.ts";
import type { RawCondition, RawOccurrence, RawTest } from "./raw-rulebook.ts";
import { type Now, satisfies, type Value, valueOfCell, valueOfNumber } from "./values.ts";

/** Everything known of a contact so far; each step of a run adds to it. */
export interface Known {
  readonly now: Now;
  readonly fields: Readonly<Record<string, string>>;
  /** Those that exist and are not ignored. */
  readonly events: readonly PlainEvent[];
  readonly traits: ReadonlyMap<string, Value>;
  /** By the names that conditions use: "score.ski", "band.ski", "class.grade", "segment.hot", "label.vip", "stage". */
  readonly standing: ReadonlyMap<string, Value>;
}

/** A bare name is a trait if there is one, else a contact field. */
export function lookUp(name: string, { fields, traits, standing }: Known): Value {
  if (traits.has(name)) return traits.get(name);
  if (name === "stage") return standing.get("stage");
  if (name.startsWith("field.")) return valueOfCell(fields, name.slice("field.".length));
  return name.includes(".") ? standing.get(name) : valueOfCell(fields, name);
}

/** Every entry must hold. */
export function meets(known: Known, condition: RawCondition): boolean {
  return Object.entries(condition).every(([key, value]) => {
    switch (key) {
      case "all":
        return (value as readonly RawCondition[]).every((one) => meets(known, one));
      case "any":
        return (value as readonly RawCondition[]).some((one) => meets(known, one));
      case "none":
        return !(value as readonly RawCondition[]).some((one) => meets(known, one));
      case "did":
        return did(known, value as RawOccurrence);
      case "did_not":
        return !did(known, value as RawOccurrence);
      default:
        return satisfies(lookUp(key, known), value as RawTest, known.now);
    }
  });
}

/** Without a condition: yes. */
export function meetsIfAny(known: Known, condition: RawCondition | undefined): boolean {
  return condition === undefined || meets(known, condition);
}

function did({ events, now }: Known, { times = { at_least: 1 }, ...selector }: RawOccurrence): boolean {
  return satisfies(valueOfNumber(whole(selected(selector, events, now).length)), times, now);
}

// What came out otherwise than a test expects, and what is behind it. Plain data; the command words it.

import type { GroupExplanation, TriggerExplanation } from "../evaluate/explain/explanation.ts";
import type { Instant } from "../values/calendar.ts";
import type { Check } from "./model.ts";

export interface Difference {
  readonly kind: Check["kind"] | "at_most";
  /** Line of the test file. */
  readonly line: number;
  /** As written; absent where the check is of all contacts. */
  readonly contact: string | undefined;
  /** Of the group, rule, class, segment, label or trigger. */
  readonly name: string | undefined;
  readonly finding:
    | { readonly kind: "value"; readonly expected: string; readonly got: string }
    /** Only what differs of a list. */
    | { readonly kind: "list"; readonly missing: readonly string[]; readonly unexpected: readonly string[] };
}

/** How a contact came by what differs. */
export type Background =
  | {
      readonly kind: "group";
      readonly contact: string;
      readonly group: GroupExplanation;
      /** Where only awards of these differ. */
      readonly rules: readonly string[] | undefined;
    }
  | { readonly kind: "excluded"; readonly contact: string; readonly reason: string }
  | { readonly kind: "trigger"; readonly contact: string; readonly trigger: TriggerExplanation };

/** One run of a test that gave something else than expected. */
export interface FailedRun {
  /** From 1, of so many. */
  readonly number: number;
  readonly of: number;
  readonly asOf: Instant;
  /** At least one. */
  readonly differences: readonly Difference[];
  readonly behind: readonly Background[];
}

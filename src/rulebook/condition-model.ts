// What a value, an event and a contact must satisfy.

import type { PlainDay } from "../values/date-text.ts";
import type { Micro } from "../values/decimal.ts";
import type { Duration } from "../values/duration.ts";

// Tests

/** A value as a rulebook writes it: text compares as text, a number as a number, a boolean by its words. */
export type Literal =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly value: Micro }
  | { readonly kind: "boolean"; readonly value: boolean };

export type TextRelation = "contains" | "starts_with" | "ends_with";
export type NumberRelation = "above" | "at_least" | "below" | "at_most";

/** What a value must satisfy. */
export type Test =
  | { readonly kind: "equals"; readonly oneOf: readonly Literal[] }
  | { readonly kind: "number"; readonly relation: NumberRelation; readonly bound: Micro }
  | { readonly kind: "before" | "after"; readonly day: PlainDay }
  | { readonly kind: "within" | "older_than"; readonly duration: Duration }
  | { readonly kind: "text"; readonly relation: TextRelation; readonly anyOf: readonly string[] }
  /** A RE2 pattern, unanchored and case-sensitive, tried on the text as it is. */
  | { readonly kind: "matches"; readonly pattern: string }
  | { readonly kind: "exists"; readonly expected: boolean }
  | { readonly kind: "not"; readonly test: Test }
  /** Every key of a map with several keys. */
  | { readonly kind: "all"; readonly tests: readonly Test[] };

// Selectors

export interface Selector {
  /** Event types, each possibly with `*`. */
  readonly types: readonly string[];
  readonly where: readonly FieldTest[];
  readonly within: Duration | undefined;
  /** Inclusive. */
  readonly since: PlainDay | undefined;
  /** Inclusive. */
  readonly until: PlainDay | undefined;
  /** All must hold. */
  readonly sequences: readonly Sequence[];
}

/** What must, or must not, come before or after an event among the same contact's other events. */
export interface Sequence {
  readonly direction: "followed" | "preceded";
  /** False for `not_followed_by` and `not_preceded_by`. */
  readonly expected: boolean;
  readonly types: readonly string[];
  readonly where: readonly FieldTest[];
  /** How far away at most; absent: however far. Never absent in `not_followed_by`, which is decided when it has passed. */
  readonly within: Duration | undefined;
  /** Event fields whose values must be equal. */
  readonly same: readonly string[];
}

export interface FieldTest {
  readonly field: string;
  readonly test: Test;
}

// Conditions

/** What a condition looks at. A bare name in YAML is a trait if one has that id, else a contact field. */
export type Subject =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "trait"; readonly id: string }
  | { readonly kind: "score"; readonly id: string }
  | { readonly kind: "band"; readonly id: string }
  | { readonly kind: "class"; readonly id: string }
  | { readonly kind: "segment"; readonly id: string }
  | { readonly kind: "label"; readonly id: string }
  | { readonly kind: "stage" };

export type Condition =
  | { readonly kind: "test"; readonly subject: Subject; readonly test: Test }
  | { readonly kind: "did" | "did_not"; readonly selector: Selector; readonly times: Test }
  | { readonly kind: "all" | "any" | "none"; readonly of: readonly Condition[] };

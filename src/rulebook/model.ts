// What a rulebook says, after loading: names resolved, short forms written out, numbers and dates parsed.
// Everything here is plain readonly data; what it means is decided in src/evaluate.

import type { SourceLocation } from "../diagnostics/location.ts";
import type { PlainDay } from "../values/date-text.ts";
import type { Micro } from "../values/decimal.ts";
import type { Duration } from "../values/duration.ts";

export interface Rulebook {
  readonly id: string;
  readonly description: string | undefined;
  /** An IANA name; every calendar calculation uses it. */
  readonly timezone: string;
  /** Contacts that meet it are not scored and appear in no output. */
  readonly exclude: Condition | undefined;
  /** Events that match one of these count nowhere. */
  readonly ignore: readonly Selector[];
  readonly traits: readonly Trait[];
  readonly groups: readonly Group[];
  readonly rules: readonly Rule[];
  readonly classes: readonly Class[];
  readonly segments: readonly Collection[];
  readonly labels: readonly Collection[];
  /** In order, the first being where every contact begins. */
  readonly stages: readonly Stage[];
  readonly recycle: Recycle | undefined;
  readonly triggers: readonly Trigger[];
  /** SHA-256 over the rulebook's files, in hex. */
  readonly hash: string;
  /** The files it was read from, the main one first. */
  readonly files: readonly RulebookFile[];
}

export interface RulebookFile {
  /** As given on the command line, or relative to the including file. */
  readonly name: string;
  readonly text: string;
}

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

// Traits

export type Measure =
  | "count"
  | "count_days"
  | "distinct"
  | "sum"
  | "average"
  | "smallest"
  | "largest"
  | "earliest"
  | "latest"
  | "most_common"
  | "first_seen"
  | "last_seen"
  | "days_since";

export interface Trait {
  readonly id: string;
  readonly measure: Measure;
  readonly selector: Selector;
  /** The event field measured; absent for the measures that look at no field. */
  readonly of: string | undefined;
  readonly location: SourceLocation;
}

// Groups

export type Group = PlainGroup | CombinedGroup;

interface GroupBase {
  readonly id: string;
  readonly title: string | undefined;
  readonly min: Micro | undefined;
  readonly max: Micro | undefined;
  /** The first whose test holds for the score, in this order. */
  readonly bands: readonly Band[];
  readonly location: SourceLocation;
}

export interface PlainGroup extends GroupBase {
  readonly kind: "plain";
  readonly start: Micro;
  /** Event rules of the group see only events after the contact's last such event. */
  readonly reset: Selector | undefined;
}

/** Weighted scores of plain groups. */
export interface CombinedGroup extends GroupBase {
  readonly kind: "combined";
  readonly terms: readonly { readonly group: string; readonly weight: Micro }[];
}

export interface Band {
  readonly id: string;
  /** A band without a test takes every score. */
  readonly test: Test | undefined;
}

// Rules

export type Rule = EventRule | ConditionRule | LookupRule | PeriodRule;

interface RuleBase {
  readonly id: string;
  readonly note: string | undefined;
  /** Ids of plain groups, at least one. */
  readonly groups: readonly string[];
  /** A gate on the contact. In a condition rule it is the condition itself. */
  readonly when: Condition | undefined;
  /** Inclusive days, judged by the as-of; outside them the rule awards nothing. */
  readonly active: { readonly from: PlainDay | undefined; readonly until: PlainDay | undefined } | undefined;
  readonly location: SourceLocation;
}

/** Awards points for every matching event that its limits allow. */
export interface EventRule extends RuleBase {
  readonly kind: "event";
  readonly selector: Selector;
  readonly points: Points;
  readonly limits: readonly Limit[];
  readonly decay: Decay | undefined;
  /** Bounds the rule's total in absolute value. */
  readonly maxPoints: Micro | undefined;
}

/** Awards points once while `when` holds; without `when`, always. */
export interface ConditionRule extends RuleBase {
  readonly kind: "condition";
  readonly points: Points;
}

/** Awards the points of the first row that fits a contact field or trait. */
export interface LookupRule extends RuleBase {
  readonly kind: "lookup";
  readonly points: Extract<Points, { kind: "table" }>;
}

/** Awards points for every whole period elapsed. */
export interface PeriodRule extends RuleBase {
  readonly kind: "period";
  readonly every: Duration;
  /** A date field or trait from which periods are counted; nothing is awarded while it is missing or later than as-of. */
  readonly since: ContactSource;
  readonly points: Points;
  /** At most this many periods count. */
  readonly times: number | undefined;
  /** Bounds the rule's total in absolute value. */
  readonly maxPoints: Micro | undefined;
}

/** How an award is worth less with time. Never nearer to zero than `downTo`, or than it was at first. */
export type Decay =
  /** After n whole periods `points x (1 - by)^n`; `by` is a fraction above 0, at most 1. */
  | {
      readonly kind: "steps";
      readonly by: Micro;
      readonly every: Duration;
      readonly downTo: Micro | undefined;
    }
  /** After n whole days `points x 0.5^(n / days)`. */
  | { readonly kind: "half_life"; readonly days: number; readonly downTo: Micro | undefined };

/** A contact field or a trait. */
export type ContactSource =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "trait"; readonly id: string };

/** What `of` and `by` name: an event field in an event rule, else a contact field or trait. */
export type PointsSource = { readonly kind: "event_field"; readonly name: string } | ContactSource;

export type Points =
  | { readonly kind: "fixed"; readonly points: Micro }
  /** `give` for every full `per` units of the value, toward zero; the result kept within `atLeast`..`atMost`. */
  | {
      readonly kind: "per";
      readonly of: PointsSource;
      readonly give: Micro;
      readonly per: Micro;
      readonly atLeast: Micro | undefined;
      readonly atMost: Micro | undefined;
    }
  /** The value, at most `upTo`, times a factor; the result kept within `atLeast`..`atMost`. */
  | {
      readonly kind: "times";
      readonly of: PointsSource;
      readonly factor: Micro;
      readonly upTo: Micro | undefined;
      readonly atLeast: Micro | undefined;
      readonly atMost: Micro | undefined;
    }
  /** The points of the first row whose test holds, else `otherwise`; a missing value fits what a test says of it. */
  | {
      readonly kind: "table";
      readonly by: PointsSource;
      readonly rows: readonly PointsRow[];
      readonly otherwise: Micro | undefined;
    };

export interface PointsRow {
  readonly test: Test;
  readonly points: Micro;
}

export type CalendarPeriod = "day" | "week" | "month" | "quarter" | "year";

/** At most `times` counted events. */
export interface Limit {
  readonly times: number;
  /** In each calendar period, or in the stretch before each event; absent: in all. */
  readonly per:
    | { readonly kind: "calendar"; readonly period: CalendarPeriod }
    | { readonly kind: "rolling"; readonly duration: Duration }
    | undefined;
  /** For each distinct value of this event field, a blank being a value too. */
  readonly perEach: string | undefined;
}

// Classes, segments, labels

export type Class =
  | {
      readonly kind: "cases";
      readonly id: string;
      /** The first whose condition holds, in order. */
      readonly cases: readonly { readonly id: string; readonly when: Condition }[];
      readonly location: SourceLocation;
    }
  | {
      readonly kind: "highest";
      readonly id: string;
      readonly groups: readonly string[];
      readonly atLeast: Micro | undefined;
      readonly location: SourceLocation;
    };

/** A segment or a label. Without a condition only triggers add to it and remove from it. */
export interface Collection {
  readonly kind: "segment" | "label";
  readonly id: string;
  readonly title: string | undefined;
  readonly when: Condition | undefined;
  readonly location: SourceLocation;
}

// Stages

/** How far along the funnel a contact has come. */
export interface Stage {
  readonly id: string;
  readonly title: string | undefined;
  /** Absent: everyone has come this far. */
  readonly when: Condition | undefined;
  readonly location: SourceLocation;
}

/** Such an event, later than the contact's last move, puts it back to a stage before the next one is looked for. */
export interface Recycle {
  readonly selector: Selector;
  readonly to: string;
}

// Triggers

export interface Trigger {
  readonly id: string;
  readonly when: Condition;
  readonly unless: Condition | undefined;
  readonly fires: "once" | "each_time";
  /** `each_time` only; absent: as soon as `when` no longer holds. */
  readonly rearm: Condition | undefined;
  readonly cooldown: Duration | undefined;
  /** What the trigger's first run does with contacts that already qualify. */
  readonly existing: "fire" | "skip";
  /** More firings than this in one run stop the run before it changes anything. */
  readonly atMost: number | undefined;
  readonly actions: readonly Action[];
  readonly location: SourceLocation;
}

export const ACTION_KINDS = [
  "email",
  "campaign",
  "integration",
  "notify",
  "add_segment",
  "remove_segment",
  "add_label",
  "remove_label",
] as const;

export type ActionKind = (typeof ACTION_KINDS)[number];

export interface Action {
  readonly kind: ActionKind;
  /** The campaign, address, segment … that the action names. */
  readonly target: string;
  readonly with: readonly ActionParameter[];
}

export interface ActionParameter {
  readonly name: string;
  readonly value: ParameterValue;
}

/** A number or boolean is kept as it is; a text is a list of literal pieces and subjects to fill in. */
export type ParameterValue =
  | { readonly kind: "constant"; readonly value: number | boolean }
  | { readonly kind: "template"; readonly pieces: readonly (string | Subject)[] };

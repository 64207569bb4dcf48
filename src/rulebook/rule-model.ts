// The rules of a rulebook: what awards points, how many, and how often.

import type { SourceLocation } from "../diagnostics/location.ts";
import type { PlainDay } from "../values/date-text.ts";
import type { Micro } from "../values/decimal.ts";
import type { Duration } from "../values/duration.ts";
import type { Condition, Selector, Test } from "./condition-model.ts";

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

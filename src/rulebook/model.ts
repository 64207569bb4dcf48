// What a rulebook says, after loading: names resolved, short forms written out, numbers and dates parsed.
// Everything here is plain readonly data; what it means is decided in src/evaluate.

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceLocation } from "../diagnostics/location.ts";
import type { Micro } from "../values/decimal.ts";
import type { Duration } from "../values/duration.ts";
import type { Condition, Selector, Subject, Test } from "./condition-model.ts";
import type { Rule } from "./rule-model.ts";
import type { Source } from "./source-model.ts";

export interface Rulebook {
  readonly id: string;
  readonly description: string | undefined;
  /** An IANA name; every calendar calculation uses it. */
  readonly timezone: string;
  /** In the order written. */
  readonly sources: readonly Source[];
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

/** One without errors, as it was read. */
export interface ReadRulebook {
  readonly rulebook: Rulebook;
  /** Sorted by place. */
  readonly warnings: readonly Diagnostic[];
}

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
  readonly location: SourceLocation;
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

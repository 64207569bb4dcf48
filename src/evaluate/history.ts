// What the evaluator is given, and what it answers. Plain data: it crosses threads.

import type { ActionKind } from "../rulebook/model.ts";
import type { Instant } from "../values/calendar.ts";
import type { Micro } from "../values/decimal.ts";

/** A field's text as the export has it. Blank values are left out: a blank is a missing value. */
export type Fields = Readonly<Record<string, string>>;

export interface HistoryEvent {
  /** The export's event id, or a fingerprint of the row; events at one instant are in the order of their ids. */
  readonly id: string;
  readonly type: string;
  readonly at: Instant;
  readonly fields: Fields;
}

/** One contact, everything known of it, and what the run before left. */
export interface History {
  readonly contactId: string;
  readonly fields: Fields;
  /** In event order: by `at`, then by `id`. May hold events later than the as-of; they do not exist for it. */
  readonly events: readonly HistoryEvent[];
  readonly previous: PreviousState;
  /** True for an anonymous contact that no output lists: triggers stay as they are. */
  readonly triggersRest?: boolean;
}

export interface PreviousState {
  /** All that the contact is in; only those without a condition carry over. */
  readonly segments: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
  readonly triggers: ReadonlyMap<string, TriggerState>;
  readonly stage: StageState | undefined;
  /** Triggers that have been through a run, with this contact or without. */
  readonly knownTriggers: ReadonlySet<string>;
}

export interface StageState {
  readonly stage: string;
  /** The as-of of the run that moved the contact there. */
  readonly since: Instant;
}

export interface TriggerState {
  readonly armed: boolean;
  /** How often it has fired for the contact. */
  readonly firings: number;
  readonly lastFiredAt: Instant | undefined;
}

/** What follows for one contact as of one instant. */
export type Evaluation = ExcludedContact | ScoredContact;

/** The next due instant. */
interface DueInstant {
  /**
   * The earliest as-of from which on another evaluation, of the same history and with what this one leaves as its
   * previous state, may say anything else; `undefined`: never. Equal to the as-of where even that may: what triggers
   * and stages leave differs from what they found. It may be earlier than need be, never later.
   */
  readonly dueAt: Instant | undefined;
}

export interface ExcludedContact extends DueInstant {
  readonly kind: "excluded";
}

export interface ScoredContact extends DueInstant {
  readonly kind: "scored";
  /** In rulebook order; rules that awarded nothing are absent. */
  readonly awards: readonly Award[];
  /** One per group, in rulebook order. */
  readonly scores: readonly Score[];
  /** Classes that the contact lies in, in rulebook order. */
  readonly classes: readonly { readonly class: string; readonly value: string }[];
  /** The stage reached, and whether this run moved the contact there; `undefined` where none holds. */
  readonly stage: StageState | undefined;
  /** All memberships after the run's actions, those of triggers included; in rulebook order. */
  readonly segments: readonly string[];
  readonly labels: readonly string[];
  readonly firings: readonly Firing[];
  /** The state of every trigger that is not as new: disarmed, or has fired. */
  readonly triggers: ReadonlyMap<string, TriggerState>;
}

/** What one rule gave to one group. */
export interface Award {
  readonly group: string;
  readonly rule: string;
  readonly times: number;
  readonly points: Micro;
  /** Of the events counted; absent where the award rests on no event. */
  readonly firstAt: Instant | undefined;
  readonly lastAt: Instant | undefined;
}

export interface Score {
  readonly group: string;
  readonly points: Micro;
  readonly band: string | undefined;
}

export interface Firing {
  readonly trigger: string;
  /** 1 for the contact's first firing of this trigger. */
  readonly number: number;
  readonly actions: readonly FiredAction[];
}

export interface FiredAction {
  readonly kind: ActionKind;
  readonly target: string;
  /** Parameters with their placeholders filled in, in rulebook order. */
  readonly with: Readonly<Record<string, string | number | boolean>>;
}

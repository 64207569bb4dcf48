import type { Explanation } from "../../evaluate/explain/explanation.ts";
import type { Rulebook } from "../../rulebook/model.ts";
import type { HeldIdentity } from "../../store/past/person-at.ts";
import type { Standing } from "../../store/read/standing.ts";
import type { Instant } from "../../values/calendar.ts";

/** Everything that an explanation shows, as text or as JSON. */
export interface ExplainedContact {
  readonly rulebook: Rulebook;
  readonly asOf: Instant;
  readonly standing: Standing;
  readonly explanation: Explanation;
  /** When its events were, up to the as-of. */
  readonly eventTimes: readonly Instant[];
  readonly memberships: readonly ShownMembership[];
  /** Identities that led to the contact, apart from its key. */
  readonly identities: readonly HeldIdentity[];
  /** Identities that lead to it now, and did not yet. */
  readonly laterIdentities: readonly HeldIdentity[];
  /** What cannot be told of a past instant, in words. */
  readonly notKnown: readonly string[];
}

/** What of it was asked for. */
export interface ExplanationChoice {
  /** Only this one; absent: all. */
  readonly group?: string;
  /** Event by event. */
  readonly events?: boolean;
}

export interface ShownMembership {
  readonly kind: "segment" | "label";
  readonly name: string;
  /** The as-of of the run that found it first; absent where no run had by then. */
  readonly since: Instant | undefined;
}

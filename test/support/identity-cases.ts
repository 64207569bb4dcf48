// Cases of who is who, worked out by hand: for each night what comes in, and what every contact has then. An event
// gives as many points as its `v` says, which is a power of ten: a score reads as the list of its events.

import { CASES_OF_CONTACTS } from "./identity-cases-contacts.ts";
import { CASES_OF_EVENTS } from "./identity-cases-events.ts";

export interface IdentityCase {
  readonly name: string;
  readonly nights: readonly IdentityNight[];
}

export interface IdentityNight {
  /** A day, to its end; or an instant. */
  readonly asOf: string;
  /** One CSV file each. */
  readonly contacts?: readonly (readonly string[])[];
  readonly identities?: readonly (readonly string[])[];
  /** Rows of one file with the columns of `EVENT_HEADER`. */
  readonly events?: readonly string[];
  /** By contact key. */
  readonly scores: Readonly<Record<string, string>>;
  /** By "kind:key". */
  readonly anonymous?: Readonly<Record<string, string>>;
  /** Kind, key, the contact it belongs to, the contact that claims it too. */
  readonly conflicts?: readonly string[];
}

export const EVENT_HEADER = "event_id,contact_id,email,visitor_id,type,at,v";

/** A plan tells which contacts row a field is from. */
export const CASE_RULEBOOK = `
rulebook: identities
groups: {g: {}}
rules:
  event: {event: "*", points: {of: v}}
  plan: {by: plan, points: {basic: 10000, pro: 20000}}
`;

export const IDENTITY_CASES: readonly IdentityCase[] = [...CASES_OF_EVENTS, ...CASES_OF_CONTACTS];

// What the store hands out, apart from histories. Plain data.

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { Instant } from "../values/calendar.ts";
import type { Micro } from "../values/decimal.ts";
import type { StateTexts } from "./outcomes/state.ts";
import type { Tallies } from "./outcomes/tallies.ts";

/** Anything that JSON can hold. */
export type Summary = Readonly<Record<string, unknown>>;

export interface RunRecord {
  readonly runId: number;
  readonly asOf: Instant;
  readonly rulebookId: string;
  /** Under which `rulebookFiles` finds the rulebook. */
  readonly rulebookHash: string;
  readonly timezone: string;
  readonly programVersion: string;
  readonly basis: Basis;
  /** None where the next run has to count anew. */
  readonly tallies: Tallies | undefined;
  /** As given to `finishRun`. */
  readonly summary: Summary;
  /** True once the output folder is in place. */
  readonly written: boolean;
  /** SHA-256, in hex, of the run.json there; none where that may not tell of all that is kept now. */
  readonly runFile: string | undefined;
}

/**
 * All that the figures and rows of contacts rest on, besides the contacts: a run on another basis than the last one's
 * evaluates all of them. Plain JSON.
 */
export interface Basis {
  readonly rulebookHash: string;
  readonly timezone: string;
  readonly programVersion: string;
  /** Outputs list anonymous contacts too, and triggers fire for them. */
  readonly includeAnonymous: boolean;
  /** Texts in lists are kept from being taken for formulas. */
  readonly forSpreadsheet: boolean;
  /** Kinds of further identities, which make columns of their own, in rank order. */
  readonly kinds: readonly string[];
}

export interface NewRun {
  readonly asOf: Instant;
  readonly rulebook: Rulebook;
  /** Of the rulebook: with them it is kept as it was resolved, where the store knows its build. */
  readonly warnings?: readonly Diagnostic[] | undefined;
  readonly programVersion: string;
}

/** What a run's rows did to contacts, apart from adding and changing them. */
export interface Settlement {
  /** Somebody may have to be evaluated, be it that the rows of the run were all known. */
  readonly hasNews: boolean;
  /** Contacts that were retired, or returned. */
  readonly retired: number;
  readonly returned: number;
  /** Complete sources whose files could not say whom they lack: nobody was retired for them. */
  readonly incomplete: readonly string[];
}

export interface RunEnd {
  readonly summary: Summary;
  readonly basis: Basis;
  /** Ids of all triggers of the rulebook: they are known from the next run on. */
  readonly triggers: readonly string[];
}

/** How outputs name a contact. */
export interface ContactName {
  /** The contact key; rows are sorted by it. */
  readonly contactId: string;
  /** The key as the export writes it. */
  readonly written: string;
  /** The contact's current e-mail as the export writes it; "" when there is none. */
  readonly email: string;
}

export type LeftOut = "excluded" | "retired" | "merged" | "anonymous";

/** A contact with everything known of it, as texts that cross threads cheaply. */
export interface ContactRecord extends ContactName {
  /** Why outputs do not list it, as of the last run; null: they do. */
  readonly leftOut: LeftOut | null;
  /** The lists have rows of it, from an earlier run; never so where all are evaluated. */
  readonly isListed: boolean;
  readonly isAnonymous: boolean;
  /** JSON object. */
  readonly fields: string;
  /** JSON array of such texts: the rows that are a part of it. */
  readonly parts: string;
  /** JSON array of [kind, value] of its further identities, by kind and key. */
  readonly identities: string;
  /** JSON array of [id, source, type, at, fields], in no order. */
  readonly events: string;
  /** None before its first evaluation. */
  readonly state: StateTexts | undefined;
}

/** A row of one of the output folder's lists, as it stands there. */
export interface OutputRow {
  readonly file: string;
  /** Without its line end. */
  readonly row: string;
}

export type CollectionKind = "segment" | "label";

export interface ChangeRow extends ContactName {
  readonly kind: CollectionKind | "band" | "class" | "stage";
  /** Of the segment, label, group or class; of a stage "stage". */
  readonly name: string;
  /** The band, class value or stage, "member" for segments and labels; absent: none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface ActionRow extends ContactName {
  readonly actionId: string;
  readonly trigger: string;
  /** Number of the firing, 1 for the first. */
  readonly number: number;
  /** Place within the firing, from 1. */
  readonly position: number;
  readonly kind: string;
  readonly target: string;
  /** JSON object. */
  readonly parameters: string;
  readonly firedAt: Instant;
  /** Decimals as text by group, as they were at the firing. */
  readonly scores: Readonly<Record<string, string>>;
  readonly why: string;
}

export interface RejectRow {
  readonly source: string;
  /** Without its folders. */
  readonly file: string;
  readonly line: number;
  readonly column: string | undefined;
  readonly code: string;
  readonly message: string;
  readonly raw: string;
}

export interface ConflictRow {
  readonly kind: string;
  /** The contested identity as first written. */
  readonly value: string;
  /** The contact it belongs to, as the export writes its key. */
  readonly written: string;
  readonly otherWritten: string;
}

export interface FiringCount {
  readonly trigger: string;
  readonly firings: number;
}

export interface Totals {
  /** All that contacts files have named, excluded and retired ones included. */
  readonly contacts: number;
  readonly excluded: number;
  readonly retired: number;
  /** Contacts that are known by events alone. */
  readonly anonymous: number;
  /** Those that outputs list. */
  readonly listed: number;
  readonly events: number;
  /** Events that name a contact key which no contacts file has named yet. */
  readonly eventsWithoutContact: number;
}

export interface TopContact extends ContactName {
  readonly points: Micro;
  readonly band: string | undefined;
}

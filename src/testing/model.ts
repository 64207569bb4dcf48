// What a test file says, after parsing: names checked, times resolved, rows as intake would read them.

import type { Span } from "../diagnostics/location.ts";
import type { ContactRow, EventRow, LinkRow } from "../intake/sink.ts";
import type { ActionKind, Rulebook } from "../rulebook/model.ts";
import type { Instant } from "../values/calendar.ts";
import type { Micro } from "../values/decimal.ts";
import type { Listing } from "./listings.ts";

export interface TestFile {
  readonly name: string;
  readonly rulebook: Rulebook;
  readonly tests: readonly TestCase[];
}

export interface TestCase {
  readonly name: string;
  readonly span: Span;
  /** At least one; a test without `runs` has one. As-ofs never go back. */
  readonly runs: readonly TestRun[];
}

export interface TestRun {
  readonly asOf: Instant;
  /** Added before the run: files first, then the inline rows. */
  readonly contacts: readonly ContactRow[];
  /** Of sources that hold all their contacts, as far as the run has files of them. */
  readonly listings: readonly Listing[];
  readonly links: readonly LinkRow[];
  /** File by file, the inline rows being one: of a known event id a later file brings a newer version. */
  readonly events: readonly (readonly EventRow[])[];
  readonly checks: readonly Check[];
  readonly span: Span;
}

/** One thing that must hold after a run. Contacts are named by their keys. */
export type Check =
  | Named<"score", { readonly contact: string; readonly group: string; readonly expected: Micro }>
  | AwardCheck
  /** `undefined`: in none. */
  | Named<"band", { readonly contact: string; readonly group: string; readonly expected: string | undefined }>
  | Named<
      "class",
      { readonly contact: string; readonly class: string; readonly expected: string | undefined }
    >
  | Named<"stage", { readonly contact: string; readonly expected: string | undefined }>
  /** Exactly these, in any order. */
  | Named<"segment" | "label", { readonly id: string; readonly expected: readonly string[] }>
  | Named<"excluded", { readonly expected: readonly string[] }>
  | Named<"actions", { readonly expected: readonly ExpectedAction[] }>;

type Named<Kind extends string, Content> = { readonly kind: Kind; readonly span: Span } & Content;

export type AwardCheck = Named<
  "award",
  {
    readonly contact: string;
    readonly rule: string;
    /** The groups that it must hold in. */
    readonly groups: readonly string[];
    readonly times: number | undefined;
    readonly points: Micro | undefined;
  }
>;

/** What is absent is not looked at. */
export interface ExpectedAction {
  readonly contact: string;
  readonly trigger: string;
  readonly kind: ActionKind | undefined;
  readonly target: string | undefined;
  /** Of the parameters, those that are named. Texts as written. */
  readonly with: Readonly<Record<string, string>>;
  /** Number of the firing, 1 for the contact's first. */
  readonly number: number | undefined;
}

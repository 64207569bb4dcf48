// What a file's columns mean: a source, or the default mapping, put on one file's header. Positions count from 0;
// those behind the file's columns are the source's constants.

import type { Test } from "../../rulebook/condition-model.ts";
import type { DateFormat } from "../../values/date-format.ts";
import type { FieldColumn } from "../rows/row-fields.ts";

export type Layout = ContactLayout | EventLayout | IdentityLayout | RejectsLayout;

interface LayoutBase {
  /** The source's id; for the default mapping the kind's name. */
  readonly source: string;
  /** Changes with everything that decides what a row becomes. */
  readonly version: string;
  /** As the file has them. */
  readonly headers: readonly string[];
  /** The headers and, behind them, the names of the constants; for messages. */
  readonly labels: readonly string[];
  /** Cells that every row gets behind its own. */
  readonly constants: readonly string[];
}

export interface ContactLayout extends LayoutBase {
  readonly kind: "contacts";
  readonly key: PlacedIdentity;
  /** Further identities in rank order. */
  readonly identities: readonly PlacedIdentity[];
  readonly fields: PlacedFields;
  readonly isComplete: boolean;
}

export interface EventLayout extends LayoutBase {
  readonly kind: "events";
  /** The columns that together are the id; none: the row's fingerprint. */
  readonly eventId: readonly number[];
  /** In rank order. */
  readonly identities: readonly PlacedIdentity[];
  /** At least one; exactly one unless `isSeveral`. */
  readonly events: readonly PlacedEvent[];
  /** A row may be no event, or several. */
  readonly isSeveral: boolean;
  readonly fields: PlacedFields;
  /** What tells rows without an id apart. */
  readonly fingerprint: readonly FieldColumn[];
}

export interface IdentityLayout extends LayoutBase {
  readonly kind: "identities";
  /** In rank order. */
  readonly identities: readonly PlacedIdentity[];
}

/** The program's own list of rejects, given back mended. */
export interface RejectsLayout extends LayoutBase {
  readonly kind: "rejects";
  readonly origin: Readonly<Record<"source" | "file" | "line" | "message", number>>;
  readonly raw: number;
}

export interface PlacedIdentity {
  readonly kind: string;
  readonly position: number;
}

export interface PlacedEvent {
  /** Of the source's entries with its type, from 1. */
  readonly number: number;
  readonly type: { readonly kind: "constant"; readonly value: string } | PlacedColumn;
  readonly at: PlacedDate;
  readonly when: readonly PlacedTest[];
  readonly count: number | undefined;
}

/** Of a field by its name, as it is kept, or of a cell as it is. */
export type PlacedTest = { readonly test: Test } & (
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "cell"; readonly position: number }
);

export interface PlacedColumn {
  readonly kind: "column";
  readonly position: number;
}

export interface PlacedDate {
  readonly position: number;
  /** Absent: ISO 8601. */
  readonly format: DateFormat | undefined;
  /** Absent: the rulebook's. */
  readonly timezone: string | undefined;
}

export interface PlacedFields {
  /** Cells kept as they are. */
  readonly plain: readonly FieldColumn[];
  readonly typed: readonly PlacedField[];
}

export interface PlacedField {
  readonly name: string;
  readonly value: PlacedValue;
}

export type PlacedValue =
  | { readonly kind: "text"; readonly position: number }
  | {
      readonly kind: "number";
      readonly position: number;
      readonly decimal: "." | ",";
      readonly thousands: string | undefined;
    }
  | ({ readonly kind: "date" } & PlacedDate)
  | { readonly kind: "list"; readonly position: number; readonly separator: string }
  | { readonly kind: "product"; readonly factors: readonly PlacedValue[] };

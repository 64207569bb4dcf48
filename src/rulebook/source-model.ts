// How exports map to contacts, events and links between identities, after loading: presets merged in, short forms
// written out. What a file's columns and rows become is decided in src/intake.

import type { SourceLocation } from "../diagnostics/location.ts";
import type { DateFormat } from "../values/date-format.ts";
import type { Test } from "./condition-model.ts";

export type Source = ContactSource | EventSource | IdentitySource;

/**
 * Which column: the names that it may go by, in the order of preference ("Email", "Adresse e-mail"). Names are
 * compared as field names; a name that no column has may be that of a constant.
 */
export type ColumnRef = readonly string[];

export const DELIMITERS = [",", ";", "\t", "|"] as const;

export type Delimiter = (typeof DELIMITERS)[number];

interface SourceBase {
  readonly id: string;
  readonly location: SourceLocation;
  /** Such as "mautic.contacts". */
  readonly preset: string | undefined;
  /** Patterns for the names of the files that the source reads; none: any file of its kind. */
  readonly files: readonly string[];
  /** Absent: told from the header line. */
  readonly delimiter: Delimiter | undefined;
  /** Such as "windows-1252". Absent: UTF-8, or UTF-16 with a byte order mark. */
  readonly encoding: string | undefined;
  /** Zone of dates without an offset; absent: the rulebook's. */
  readonly timezone: string | undefined;
  /** Two columns with one field name: refuse the file, or call them `name`, `name_2` … */
  readonly repeatedColumns: "refuse" | "number";
  /** Renamed, typed and computed fields; the other columns come along under their own names. */
  readonly fields: readonly SourceField[];
  /** Values that every row gets. */
  readonly constants: readonly { readonly name: string; readonly value: string }[];
}

export interface ContactSource extends SourceBase {
  readonly kind: "contacts";
  readonly key: IdentityColumn;
  /** In the order written. */
  readonly identities: readonly IdentityColumn[];
  /** A contact that a later file of the source lacks is retired. */
  readonly complete: boolean;
}

export interface EventSource extends SourceBase {
  readonly kind: "events";
  /** The columns that together are the event's id; none: a fingerprint of the row. */
  readonly eventId: readonly ColumnRef[];
  /** Whose event it is; at least one, in the order written. */
  readonly contact: readonly IdentityColumn[];
  /** What a row becomes; at least one, and exactly one unless the source has `rows`. */
  readonly events: readonly RowEvent[];
}

export interface IdentitySource extends SourceBase {
  readonly kind: "identities";
  /** At least two, in the order written. */
  readonly identities: readonly IdentityColumn[];
}

/**
 * What a preset names and its exports need not have. A column that such an identity, event or field names and the file
 * lacks is as one that is blank everywhere. (Of the identities that events may have, one column has to be there.)
 */
interface Optional {
  readonly mayBeMissing?: true;
}

export interface IdentityColumn extends Optional {
  /** "contact_id", "email", "visitor_id" or any kind that a source names. */
  readonly kind: string;
  readonly column: ColumnRef;
}

/** One event that a row may be. */
export interface RowEvent extends Optional {
  readonly type:
    | { readonly kind: "constant"; readonly value: string }
    | { readonly kind: "column"; readonly column: ColumnRef };
  readonly at: DateColumn;
  /** Tests on cells; all must hold, or the row is no such event. */
  readonly when: readonly CellTest[];
  /** How many such events the row is; absent: one. */
  readonly count: ColumnRef | undefined;
}

/** On a field of this source by its name, as the field has it; else on a column as it is. */
export interface CellTest {
  readonly column: ColumnRef;
  readonly test: Test;
}

export interface DateColumn {
  readonly column: ColumnRef;
  /** Absent: ISO 8601. */
  readonly format: DateFormat | undefined;
  /** Absent: the source's zone. */
  readonly timezone: string | undefined;
}

/** A field of the contact or event. */
export interface SourceField extends Optional {
  /** A field name. */
  readonly name: string;
  readonly value: FieldValue;
}

export type FieldValue =
  /** As it is. */
  | { readonly kind: "text"; readonly column: ColumnRef }
  /** Written with these signs; kept as a plain decimal. */
  | {
      readonly kind: "number";
      readonly column: ColumnRef;
      readonly decimal: "." | ",";
      /** Between thousands, such as " ", "." or "'". */
      readonly thousands: string | undefined;
    }
  /** Kept as ISO 8601: with an offset where a zone is stated for it or for the source. */
  | ({ readonly kind: "date" } & DateColumn)
  /** Several values in one cell, itself a line of CSV; kept joined with ";". */
  | { readonly kind: "list"; readonly column: ColumnRef; readonly separator: string }
  /** The product of numbers: of fields of this source by their names, else of columns. */
  | { readonly kind: "product"; readonly factors: readonly ColumnRef[] };

// What a source makes of a file's first rows, column by column, before anything is taken in.

import type { Delimiter, Source } from "../../rulebook/source-model.ts";
import type { Calendar, Instant } from "../../values/calendar.ts";
import type { InputError } from "../input-error.ts";
import type { Identity, InputKind, RejectCode, RowFields } from "../sink.ts";

export interface PreviewRequest {
  /** A path, glob, zip archive, export in one ("all.zip/emails.csv") or "-". */
  readonly file: string;
  /** What it holds; absent: told from the sources and the header. */
  readonly kind: InputKind | undefined;
  /** The source that is to read it, whatever its `file` says; of the rulebook or not. */
  readonly asked: Source | undefined;
  /** Those of the rulebook. */
  readonly sources: readonly Source[];
  readonly calendar: Calendar;
  /** How many rows are shown; at least one. */
  readonly rows: number;
  readonly stdin?: AsyncIterable<Uint8Array>;
}

export type FilePreview = ReadPreview | RefusedPreview;

export interface ReadPreview {
  readonly kind: "read";
  readonly path: string;
  readonly holds: InputKind;
  readonly chosen: ChosenSource;
  /** That it was decoded from, such as "utf-16le"; "utf-8" where it was not. */
  readonly encoding: string;
  readonly delimiter: Delimiter;
  /** Those of the file in its order, then constants, then computed fields. */
  readonly columns: readonly PreviewColumn[];
  readonly lacking: readonly LackingColumn[];
  readonly rows: readonly RowPreview[];
  /** What deserves a look, one sentence each. */
  readonly notices: readonly string[];
  readonly likelyPreset: LikelyPreset;
}

/** As a run would refuse it; or it is not known what the file holds. */
export interface RefusedPreview {
  readonly kind: "refused";
  readonly path: string;
  readonly problem: InputError | UnclearKind;
  /** The header and rows as they are; absent where they cannot be told. */
  readonly raw: RawTable | undefined;
  readonly likelyPreset: LikelyPreset;
}

/** Its name, where no source was chosen and the columns are those of its exports. */
type LikelyPreset = string | undefined;

export interface UnclearKind {
  readonly kind: "unclear";
  /** What it may be; empty: nothing in its header tells. */
  readonly kinds: readonly InputKind[];
}

export interface RawTable {
  readonly delimiter: Delimiter;
  readonly header: readonly string[];
  /** A row that is broken is one text. */
  readonly rows: readonly (readonly string[])[];
}

/** Which source reads the file. */
export interface ChosenSource {
  /** Its id; the name of the kind where it is `default`, "rejects" for a list of rejects. */
  readonly source: string;
  readonly preset: string | undefined;
  /** Asked for; its `file` fits the name; it has the columns; none does, but the default columns are there. */
  readonly reason: "asked" | "file" | "columns" | "default" | "rejects";
}

export interface PreviewColumn {
  /** The header, the constant's or the computed field's name. */
  readonly name: string;
  readonly origin: "file" | "constant" | "computed";
  /** What it becomes; empty: it is not used. */
  readonly uses: readonly ColumnUse[];
  /** The first different ones that are not blank. */
  readonly values: readonly ColumnValue[];
}

export interface ColumnValue {
  /** Absent for a computed field. */
  readonly written: string | undefined;
  readonly read: ReadValue;
}

/** `instant`: in milliseconds UTC. `refused`: the row would be a reject. */
export type ReadValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "instant"; readonly at: Instant }
  | { readonly kind: "refused"; readonly code: RejectCode };

export type ColumnUse =
  | { readonly kind: "key" | "identity"; readonly identity: string }
  /** Part of the event's id. */
  | { readonly kind: "id" }
  | { readonly kind: "type" }
  /** `types`: of the events that it counts for, where a row is several. */
  | { readonly kind: "time" | "when" | "count"; readonly types: readonly string[] }
  | { readonly kind: "field"; readonly name: string; readonly type: "text" | "number" | "date" | "list" }
  | { readonly kind: "product"; readonly name: string; readonly factors: readonly string[] }
  | { readonly kind: "reject"; readonly part: "source" | "file" | "line" | "raw" };

/** Named by a preset, and not in the file. */
export interface LackingColumn {
  /** The names that it may go by. */
  readonly column: readonly string[];
  /** What it would become. */
  readonly becomes: string;
}

export type RowPreview =
  | {
      readonly kind: "contact";
      readonly line: number;
      readonly key: Identity;
      readonly identities: readonly Identity[];
      readonly fields: RowFields;
    }
  | {
      readonly kind: "events";
      readonly line: number;
      /** None where the row is no event. */
      readonly events: readonly PreviewEvent[];
      readonly identities: readonly Identity[];
      readonly fields: RowFields;
    }
  | { readonly kind: "link"; readonly line: number; readonly identities: readonly Identity[] }
  | {
      readonly kind: "reject";
      readonly line: number;
      readonly code: RejectCode;
      readonly column: string | undefined;
      readonly message: string;
      readonly raw: string;
    };

/** Equal events of a row are one, with how many there are. */
export interface PreviewEvent {
  readonly type: string;
  readonly at: Instant;
  readonly times: number;
  /** Of the first of them; absent where it is a fingerprint. */
  readonly id: string | undefined;
}

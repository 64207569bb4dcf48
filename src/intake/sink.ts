// What intake hands on, and to whom. The store implements the sink; intake knows nothing of tables.

import type { Instant } from "../values/calendar.ts";

export type InputKind = "contacts" | "events";

/** An identity of a row. `key` is what matching compares; `value` is as written, without surrounding blanks. */
export interface Identity {
  /** "contact_id", "email" or "visitor_id". */
  readonly kind: string;
  readonly key: string;
  readonly value: string;
}

/** A text for each field that is not blank. */
export type RowFields = Readonly<Record<string, string>>;

export interface ContactRow {
  readonly line: number;
  /** The contact key with its value as written; its kind is "contact_id", or "email" where e-mail is the key. */
  readonly contact: Identity;
  /** Further identities in rank order, blank ones left out. */
  readonly identities: readonly Identity[];
  /** Names of all the file's contact fields; those that `fields` lacks are blank in this row and become blank. */
  readonly columns: readonly string[];
  readonly fields: RowFields;
}

export interface EventRow {
  readonly line: number;
  /** The export's id, or a fingerprint over every column of the row where it has none. */
  readonly eventId: string;
  /** True when `eventId` is a fingerprint: the same fingerprint is the same row. */
  readonly isFingerprint: boolean;
  /** At least one, the highest-ranking first: contact_id, email, visitor_id. */
  readonly identities: readonly Identity[];
  readonly type: string;
  readonly at: Instant;
  /** The time as written, where it has no offset: another rulebook may read it in another zone. */
  readonly localTime: string | undefined;
  readonly fields: RowFields;
}

/** An input row refused, with the reason. */
export interface Reject {
  /** Where the row starts, counting physical lines from 1. */
  readonly line: number;
  /** The header of the column at fault; absent when the row as a whole is. */
  readonly column: string | undefined;
  readonly code: RejectCode;
  /** One sentence: what is wrong, and what was expected. */
  readonly message: string;
  /** The row as it stands in the file, without its line end. */
  readonly raw: string;
}

export type RejectCode =
  | "ragged-row"
  | "broken-quotes"
  | "bad-encoding"
  | "nul-byte"
  | "row-too-long"
  | "missing-contact"
  | "missing-type"
  | "missing-date"
  | "bad-date";

/** `rows = accepted + duplicates + rejected`, always. */
export interface RowCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Of the accepted: newer versions of events that were known by the same id. */
  readonly replaced: number;
  /** Times that a clock change skips; moved forward by the gap. */
  readonly skippedTimes: number;
  /** Times that happen twice; the first was taken. */
  readonly repeatedTimes: number;
  /** Numbers with more than six places, in accepted rows; conditions and points see them rounded. */
  readonly roundedNumbers: number;
}

export interface InputFile {
  readonly kind: InputKind;
  /** As given, or as the glob found it. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** `replaced`: a newer file's version of a known event id. `duplicate`: nothing changed. */
export type PutResult = "accepted" | "replaced" | "duplicate";

export interface IntakeSink {
  /** False when a file of this kind with the same content was taken in before: it is then skipped. */
  openFile(file: InputFile): boolean;
  /** Rows belong to the file opened last. */
  putContact(row: ContactRow): PutResult;
  putEvent(row: EventRow): PutResult;
  putReject(reject: Reject): void;
  closeFile(counts: RowCounts): void;
}

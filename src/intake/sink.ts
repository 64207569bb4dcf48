// What intake hands on, and to whom. The store implements the sink; intake knows nothing of tables.

import type { Instant } from "../values/calendar.ts";

export type InputKind = "contacts" | "events" | "identities";

/** An identity of a row. `key` is what matching compares; `value` is as written, without surrounding blanks. */
export interface Identity {
  /** "contact_id", "email", "visitor_id", or any kind that a source names. */
  readonly kind: string;
  readonly key: string;
  readonly value: string;
}

/** A text for each field that is not blank. */
export type RowFields = Readonly<Record<string, string>>;

/** The source that a mended row came from first; absent: that of the open file. */
interface MendedRow {
  readonly source?: string;
}

export interface ContactRow extends MendedRow {
  readonly line: number;
  /** The contact key with its value as written; its kind is "contact_id", or "email" where e-mail is the key. */
  readonly contact: Identity;
  /** Further identities in rank order, blank ones left out. */
  readonly identities: readonly Identity[];
  /** Names of all the file's contact fields; those that `fields` lacks are blank in this row and become blank. */
  readonly columns: readonly string[];
  readonly fields: RowFields;
}

export interface EventRow extends MendedRow {
  readonly line: number;
  /** The export's id, or a fingerprint over every column of the row where it has none. */
  readonly eventId: string;
  /** True when `eventId` is a fingerprint: the same fingerprint is the same row. */
  readonly isFingerprint: boolean;
  /** At least one, the highest-ranking first. */
  readonly identities: readonly Identity[];
  readonly type: string;
  readonly at: Instant;
  /** The time as written, where it has no offset: another rulebook may read it in another zone. */
  readonly localTime: string | undefined;
  readonly fields: RowFields;
}

/** A row that says: these all name the same person. */
export interface LinkRow {
  readonly line: number;
  /** At least two of different kinds, the highest-ranking first. */
  readonly identities: readonly Identity[];
}

/** An input row refused, with the reason. */
export interface Reject {
  /** The file and line that the row came from first, where it was mended in a file of rejects. */
  readonly origin?: FedOrigin;
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

export interface RejectOrigin {
  readonly source: string;
  /** Without its folders. */
  readonly file: string;
  readonly line: number;
}

/** What a list of rejects tells of a row. */
export interface FedOrigin extends RejectOrigin {
  readonly message: string;
}

export type RejectCode =
  | "ragged-row"
  | "broken-quotes"
  | "bad-encoding"
  | "nul-byte"
  | "row-too-long"
  | "missing-contact"
  | "missing-identity"
  | "missing-type"
  | "missing-date"
  | "bad-date"
  | "bad-number"
  | "bad-list";

/** `rows = accepted + duplicates + rejected`, always. */
export interface RowCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Of the accepted: newer versions of events that were known by the same id. */
  readonly replaced: number;
  /** Of the duplicates: rows of people who are to be forgotten. */
  readonly forgotten: number;
  /** Times that a clock change skips; moved forward by the gap. */
  readonly skippedTimes: number;
  /** Times that happen twice; the first was taken. */
  readonly repeatedTimes: number;
  /** Numbers with more than six places, in accepted rows; conditions and points see them rounded. */
  readonly roundedNumbers: number;
}

/** What is known of a file before its rows are read. */
export interface InputFile {
  readonly kind: InputKind;
  /** As given, or as the glob found it; a file in a zip archive is `archive.zip/name.csv`. */
  readonly path: string;
  /** Of its content as it was before packing, whatever its encoding. */
  readonly sha256: string;
  readonly bytes: number;
  /** The id of the source that reads it; a kind's own name ("events") where no source of the rulebook does. */
  readonly source: string;
  /** Of all that decides what its rows become; another layout reads the same content anew. */
  readonly layout: string;
  /** The file holds all contacts of its source: those it lacks are retired. */
  readonly isComplete: boolean;
  readonly delimiter: string;
  /** As the file has them; rows from it that are mended are read with them again. */
  readonly headers: readonly string[];
  /** Hex SHA-256 of the file's beginnings, by their lengths in bytes: those of `knownSizes` that are shorter than it. */
  readonly beginnings: ReadonlyMap<number, string>;
}

/** Where reading ended. */
export interface FileEnd {
  /** Physical lines, each with its line end. */
  readonly lines: number;
  /** The file ends with a line end and outside quotes: what is appended later starts a row. */
  readonly isClean: boolean;
}

/** `known`: the same content was taken in before. `grown`: its first `bytes` bytes, in `lines` lines, were. */
export type FileStanding =
  | { readonly kind: "new" }
  | { readonly kind: "known" }
  | { readonly kind: "grown"; readonly bytes: number; readonly lines: number };

/** How a file was read that rejects came from. */
export type KnownFile = Pick<InputFile, "kind" | "source" | "delimiter" | "headers">;

/**
 * `replaced`: a newer file's version of a known event id. `duplicate`: nothing changed. `forgotten`: of somebody who
 * is to be forgotten, so nothing was kept.
 */
export type PutResult = "accepted" | "replaced" | "duplicate" | "forgotten";

/** Texts one behind the other; each ends where `ends` says, in UTF-16 units. */
export interface TextColumn {
  readonly text: string;
  readonly ends: Int32Array;
}

/** Contacts of one file in columns, by their place from 0: what crosses between threads at little cost. */
export interface ContactColumns {
  readonly length: number;
  /** Names of all the file's contact fields; see `ContactRow`. */
  readonly columns: readonly string[];
  /** The kind of the contacts' own keys. */
  readonly keyKind: string;
  readonly lines: Int32Array;
  readonly keys: TextColumn;
  /** Empty where the key is as written. */
  readonly values: TextColumn;
  /** Further identities of all contacts, those of one behind those of the other, each contact's in rank order. */
  readonly others: IdentityColumns;
  /** Where each contact's end among them. */
  readonly othersEnds: Int32Array;
  /** JSON of a `RowFields` each. */
  readonly fields: TextColumn;
}

export interface IdentityColumns {
  readonly kinds: readonly string[];
  /** Places in `kinds`. */
  readonly kind: Int32Array;
  readonly keys: TextColumn;
  /** Empty where the key is as written. */
  readonly values: TextColumn;
}

/**
 * Events of one file in columns, by their place from 0: what crosses between threads at little cost. Identities are
 * numbered through the file.
 */
export interface EventColumns {
  readonly length: number;
  /** The number of the first of `people`; 0: all numbers before are void. */
  readonly firstPerson: number;
  /** Identities that have had no number so far. */
  readonly people: readonly Identity[];
  readonly types: readonly string[];
  readonly lines: Int32Array;
  readonly eventIds: TextColumn;
  /** 1: the id is a fingerprint. */
  readonly isFingerprint: Uint8Array;
  /** The numbers of the identities of all events, at least one each, the highest-ranking first. */
  readonly who: Int32Array;
  /** Where each event's end in `who`. */
  readonly whoEnds: Int32Array;
  /** Places in `types`. */
  readonly type: Int32Array;
  readonly at: Float64Array;
  /** Empty where the time has an offset. */
  readonly localTimes: TextColumn;
  /** JSON of a `RowFields` each. */
  readonly fields: TextColumn;
}

/** Called once for each batch: what became of its events, in their order. */
export type TellResults = (results: readonly PutResult[]) => void;

export interface IntakeSink {
  /** Sizes in bytes of the files of this kind that were taken in. */
  knownSizes(kind: InputKind): readonly number[];
  /** Opens the file unless it is known. */
  openFile(file: InputFile): FileStanding;
  /** Rows belong to the file opened last. */
  putContact(row: ContactRow): PutResult;
  /** Like `putContact` for each; a sink without it is given the rows. */
  putContacts?(contacts: ContactColumns): readonly PutResult[];
  putEvent(row: EventRow): PutResult;
  /** Like `putEvent` for each; a sink without it is given the rows. Results may come as late as `finishEvents`. */
  putEvents?(events: EventColumns, tell: TellResults): void;
  /** Behind the last events of a file. */
  finishEvents?(): void;
  putLink(row: LinkRow): PutResult;
  putReject(reject: Reject): void;
  closeFile(counts: RowCounts, end: FileEnd): void;
  /** How the file was read that a row came from first; "ambiguous": several such files had other headers each. */
  findFile(origin: FedOrigin): KnownFile | "ambiguous" | undefined;
}

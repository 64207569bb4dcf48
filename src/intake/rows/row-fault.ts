import type { RejectCode } from "../sink.ts";

/** What is wrong with a row's content. */
export interface RowFault {
  readonly kind: "fault";
  readonly code: RejectCode;
  /** The header of the column at fault; absent when it is not one. */
  readonly column: string | undefined;
  readonly message: string;
}

/** What a row says, or why it says nothing. */
export type RowReading<Row> = { readonly kind: "row"; readonly row: Row } | RowFault;

/** Tells a fault from other results; not from a row's fields, one of which may be called "kind". */
export function isFault(reading: unknown): reading is RowFault {
  return typeof reading === "object" && reading !== null && "kind" in reading && reading.kind === "fault";
}

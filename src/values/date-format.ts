// Dates in a stated format. Nothing is guessed: a text fits its format, or it is no date.

import type { WrittenTime } from "./date-text.ts";

/** Seconds or milliseconds since 1970-01-01T00:00Z, or a pattern of `yyyy MM dd HH mm ss a MMM MMMM` and other signs. */
export type DateFormat = "epoch_s" | "epoch_ms" | { readonly pattern: string };

/** Reads one format. `undefined` for a text that does not fit, days that do not exist included. */
export type DateReader = (text: string) => WrittenTime | undefined;

// Dates in a stated format. Nothing is guessed: a text fits its format, or it is no date.

import { parseWrittenTime, type WrittenTime } from "./date-text.ts";

/** Seconds or milliseconds since 1970-01-01T00:00Z, or a pattern of `yyyy MM dd HH mm ss a MMM MMMM` and other signs. */
export type DateFormat = "epoch_s" | "epoch_ms" | { readonly pattern: string };

/** Reads one format. `undefined` for a text that does not fit, days that do not exist included. */
export type DateReader = (text: string) => WrittenTime | undefined;

const TOKEN = /yyyy|MM|dd|HH|mm|ss/g;

export function compileDateFormat(format: DateFormat): DateReader {
  if (format === "epoch_s") return (text) => fromEpoch(text, 1000);
  if (format === "epoch_ms") return (text) => fromEpoch(text, 1);
  const tokens: readonly string[] = format.pattern.match(TOKEN) ?? [];
  const literals = format.pattern.split(TOKEN).map((text) => text.replace(/[^\w\s]/g, "\\$&"));
  const groups = tokens.map((token) => `(\\d{${token.length}})`);
  const fit = new RegExp(`^${literals.map((text, i) => text + (groups[i] ?? "")).join("")}$`);
  return (text) => {
    const match = fit.exec(text.trim());
    if (match === null) return undefined;
    const part = (token: string) => match[tokens.indexOf(token) + 1] ?? "00";
    const day = `${part("yyyy")}-${part("MM")}-${part("dd")}`;
    return parseWrittenTime(
      tokens.includes("HH")
        ? `${day}T${part("HH")}:${tokens.includes("mm") ? part("mm") : "00"}:${tokens.includes("ss") ? part("ss") : "00"}`
        : day,
    );
  };
}

function fromEpoch(text: string, unit: number): WrittenTime | undefined {
  return /^-?\d{1,14}$/.test(text.trim())
    ? parseWrittenTime(new Date(Number(text) * unit).toISOString())
    : undefined;
}

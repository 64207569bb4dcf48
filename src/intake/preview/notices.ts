// What looks odd in a file's first rows, and what to write in the rulebook about it.

import type { Source } from "../../rulebook/source-model.ts";
import { isBlank } from "../../values/text.ts";
import { quote } from "../input-error.ts";
import { written } from "../layouts/first-dates.ts";
import { guessNumeric } from "../layouts/guess-formats.ts";
import type { Layout } from "../layouts/layout.ts";
import { fieldsOf, findColumnUses } from "./column-uses.ts";

export interface Looked {
  readonly layout: Layout;
  /** Absent for the default columns. */
  readonly source: Source | undefined;
  /** With the constants behind their cells. */
  readonly rows: readonly (readonly string[])[];
}

/** One sentence each, in the order of the columns. */
export function findNotices(looked: Looked): readonly string[] {
  const { layout, rows } = looked;
  if (layout.kind === "rejects") return [];
  const garbled = findGarbled(looked);
  const columns = layout.headers.flatMap((_, position) => {
    const texts = rows.map((cells) => cells[position]!.trim()).filter((text) => !isBlank(text));
    const column = { ...looked, position, texts };
    return texts.length === 0
      ? []
      : (ODDITIES.map((find) => find(column)).find((one) => one !== undefined) ?? []);
  });
  return garbled === undefined ? columns : [garbled, ...columns];
}

interface LookedColumn extends Looked {
  readonly position: number;
  /** That are not blank, trimmed; at least one. */
  readonly texts: readonly string[];
}

type Oddity = (column: LookedColumn) => string | undefined;

const unnamedEmail: Oddity = ({ texts, layout, position, source }) => {
  if (!texts.every((text) => EMAIL.test(text)) || hasEmail(layout)) return undefined;
  const key = layout.kind === "events" ? "contact" : "identities";
  const advice = `${key}: {email: ${written(layout.headers[position]!)}}`;
  return `${column(layout, position)} looks like e-mail addresses, but is no identity; write in ${placeOf(source)}: ${advice}`;
};

const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;

function hasEmail(layout: Layout): boolean {
  const uses = findColumnUses(layout).flat();
  return uses.some((use) => (use.kind === "key" || use.kind === "identity") && use.identity === "email");
}

const decimalComma: Oddity = ({ texts, layout, position, source }) => {
  const name = plainField(layout, position);
  const example = texts.find((text) => /\d,(\d{1,2}|\d{4,})$/.test(text));
  if (name === undefined || example === undefined || !texts.every((text) => COMMA_NUMBER.test(text)))
    return undefined;
  const between = texts.map((text) => COMMA_NUMBER.exec(text)?.[1]).find((sign) => sign !== undefined);
  const sign = between === "\u00a0" || between === "\u202f" ? " " : between;
  const thousands = sign === undefined ? "" : `, thousands: ${JSON.stringify(sign)}`;
  const typed = `type: number, decimal: ","${thousands}`;
  return `${column(layout, position)} looks like numbers with a decimal comma (${quote(example)}), which rules do not read as such; ${adviseField(layout, position, name, source, typed)}`;
};

const COMMA_NUMBER = /^[+-]?\d{1,3}(?:([ .'’\u00a0\u202f])\d{3}(?:\1\d{3})*|\d*)(?:,\d+)?$/;

const foreignDate: Oddity = ({ texts, layout, position, source }) => {
  const name = plainField(layout, position);
  const guess = name === undefined ? undefined : guessNumeric(texts);
  if (name === undefined || guess?.kind !== "formats") return undefined;
  const [format, ...others] = guess.formats;
  const typed = `type: date, format: ${JSON.stringify(format)}`;
  const or = others.map((other) => ` (or ${quote(other)})`).join("");
  return `${column(layout, position)} looks like dates (${quote(guess.example)}), which rules do not read as such; ${adviseField(layout, position, name, source, typed)}${or}`;
};

const ODDITIES: readonly Oddity[] = [unnamedEmail, decimalComma, foreignDate];

/** The field that the column is as it is. */
function plainField(layout: Layout, position: number): string | undefined {
  return fieldsOf(layout).plain.find((field) => field.position === position)?.name;
}

function adviseField(
  layout: Layout,
  position: number,
  name: string,
  source: Source | undefined,
  typed: string,
): string {
  const header = written(layout.headers[position]!);
  return `write in ${placeOf(source)}: fields: {${name}: {column: ${header}, ${typed}}}`;
}

/** Without a source of its own, the file needs one. */
function placeOf(source: Source | undefined): string {
  return source === undefined ? "a source for this file" : `source ${quote(source.id)}`;
}

function column({ labels }: Layout, position: number): string {
  return `column ${quote(labels[position]!)}`;
}

/** UTF-8 that something took for windows-1252 on its way, and what no decoder could read. */
const GARBLED = /[\u00c2\u00c3][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|\u00e2\u20ac|\ufffd/;

function findGarbled({ layout, rows, source }: Looked): string | undefined {
  const example = [layout.headers, ...rows].flat().find((text) => GARBLED.test(text));
  if (example === undefined) return undefined;
  const help =
    source?.encoding === undefined
      ? "it was so when the file was written: export it again as UTF-8"
      : `check "encoding" of ${placeOf(source)}, or export the file again as UTF-8`;
  return `${quote(example)} looks garbled; ${help}`;
}

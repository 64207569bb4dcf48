// From the ways to read a header line to the one layout that fits it.

import { closestName } from "../../diagnostics/suggest.ts";
import type { ColumnRef, Delimiter, Source } from "../../rulebook/source-model.ts";
import { listQuoted, quote } from "../input-error.ts";
import type { Candidates } from "./choose-sources.ts";
import { writeFile } from "./choose-sources.ts";
import { compileLayout, type LayoutReading } from "./compile-layout.ts";
import { CONTACT_KEYS, describeNeeds, readDefaultLayout } from "./default-layout.ts";
import type { Layout } from "./layout.ts";
import { explainForeignHeader, readRejectsLayout } from "./special-headers.ts";

/** One way to read the header line. */
export interface HeaderReading {
  readonly delimiter: Delimiter;
  readonly headers: readonly string[];
}

export type LayoutChoice<Reading> =
  | { readonly kind: "chosen"; readonly reading: Reading; readonly layout: Layout }
  | {
      readonly kind: "refused";
      /** The one that tells most. */
      readonly reading: Reading;
      readonly problem: string;
      /** From 1, where one is at fault. */
      readonly column: number | undefined;
    };

/** At least one reading. Of several delimiters that fit, the one with the most columns. */
export function chooseLayout<Reading extends HeaderReading>(
  readings: readonly Reading[],
  candidates: Candidates,
): LayoutChoice<Reading> {
  const rejects = bestFit(readings, ({ headers }) => readRejectsLayout(headers));
  if (rejects !== undefined) return chooseRejects(rejects, candidates);
  const fits = candidates.sources.flatMap((source) => fitSource(source, readings, candidates) ?? []);
  if (fits.length > 1) return readTwice(fits);
  const fit = fits[0] ?? (candidates.isNamed ? undefined : fitDefault(readings, candidates));
  if (fit !== undefined) return conclude(fit);
  const reading = mostColumns(readings)!;
  const problem = explainForeignHeader(reading.headers) ?? describeMissing(readings, candidates);
  return { kind: "refused", reading, problem, column: undefined };
}

type Fitting = Exclude<LayoutReading, { kind: "missing" }>;

interface Fit<Reading> {
  readonly reading: Reading;
  readonly result: Fitting;
  readonly source?: Source;
}

function bestFit<Reading extends HeaderReading>(
  readings: readonly Reading[],
  read: (reading: Reading) => LayoutReading | undefined,
): Fit<Reading> | undefined {
  const results = new Map<Reading, Fitting>();
  for (const reading of readings) {
    const result = read(reading);
    if (result !== undefined && result.kind !== "missing") results.set(reading, result);
  }
  const reading = mostColumns([...results.keys()]);
  return reading === undefined ? undefined : { reading, result: results.get(reading)! };
}

/** The first of those with the most columns. */
export function mostColumns<Reading extends HeaderReading>(
  readings: readonly Reading[],
): Reading | undefined {
  return readings.reduce<Reading | undefined>(
    (best, reading) => (best === undefined || reading.headers.length > best.headers.length ? reading : best),
    undefined,
  );
}

function allowed<Reading extends HeaderReading>(source: Source, readings: readonly Reading[]) {
  return readings.filter(({ delimiter }) => source.delimiter === undefined || source.delimiter === delimiter);
}

function fitSource<Reading extends HeaderReading>(
  source: Source,
  readings: readonly Reading[],
  { ranking }: Candidates,
): Fit<Reading> | undefined {
  const fit = bestFit(allowed(source, readings), ({ headers }) =>
    compileLayout(source, headers, { ranking }),
  );
  return fit === undefined ? undefined : { ...fit, source };
}

function fitDefault<Reading extends HeaderReading>(
  readings: readonly Reading[],
  { kind, ranking }: Candidates,
): Fit<Reading> | undefined {
  return bestFit(readings, ({ headers }) => readDefaultLayout(kind, headers, ranking));
}

function conclude<Reading>({ reading, result }: Fit<Reading>): LayoutChoice<Reading> {
  if (result.kind === "layout") return { kind: "chosen", reading, layout: result.layout };
  return { kind: "refused", reading, problem: result.problem, column: result.column };
}

function readTwice<Reading>(fits: readonly Fit<Reading>[]): LayoutChoice<Reading> {
  const sources = fits.flatMap(({ source }) => source ?? []);
  const ids = listQuoted(
    sources.map(({ id }) => id),
    "and",
  );
  const problem = `has the columns of the sources ${ids}; ${writeFile(sources)}`;
  return { kind: "refused", reading: fits[0]!.reading, problem, column: undefined };
}

/** A list of rejects read in a source's encoding would have its letters changed. */
function chooseRejects<Reading>(fit: Fit<Reading>, { encoding, sources }: Candidates): LayoutChoice<Reading> {
  if (encoding === undefined) return conclude(fit);
  const problem = `is a list of rejects, which is UTF-8, but source ${quote(sources[0]!.id)} reads it as ${encoding}; call the file "rejects.csv"`;
  return { kind: "refused", reading: fit.reading, problem, column: undefined };
}

const MOST_SHOWN = 12;

function describeMissing(readings: readonly HeaderReading[], candidates: Candidates): string {
  const lacks = candidates.sources.map((source) => describeLack(source, readings, candidates));
  const least = lacks.reduce<Lack | undefined>(
    (best, lack) => (best === undefined || lack.missing < best.missing ? lack : best),
    undefined,
  );
  return least?.problem ?? describeDefaultLack(mostColumns(readings)!, candidates);
}

function describeDefaultLack({ headers }: HeaderReading, { kind }: Candidates): string {
  if (headers.length > 1) return `no ${describeNeeds(kind, headers)}; ${describeFound(headers)}`;
  const found = `no known delimiter in the header line ${quote(headers[0]!)}`;
  const alone = kind === "contacts" ? `, or one column ${listQuoted(CONTACT_KEYS, "or")}` : "";
  return `${found}; expected ",", ";", tab or "|"${alone}`;
}

function describeFound(headers: readonly string[]): string {
  const more = headers.length > MOST_SHOWN ? ` and ${headers.length - MOST_SHOWN} more` : "";
  return `found ${headers.slice(0, MOST_SHOWN).map(quote).join(", ")}${more}`;
}

interface Lack {
  readonly missing: number;
  readonly problem: string;
}

function describeLack(source: Source, readings: readonly HeaderReading[], candidates: Candidates): Lack {
  const name = `source ${quote(source.id)}`;
  const reading = mostColumns(allowed(source, readings));
  const { headers } = reading ?? mostColumns(readings)!;
  const result = compileLayout(source, headers, { ranking: candidates.ranking });
  const columns = result.kind === "missing" ? result.columns : [];
  if (reading === undefined) {
    const problem = `the header line cannot be read with ${quote(source.delimiter!)}, the delimiter of ${name}`;
    return { missing: columns.length, problem: `${problem}; change "delimiter" or remove it` };
  }
  if (headers.length === 1 && source.delimiter !== undefined) {
    const problem = `no ${quote(source.delimiter)}, the delimiter of ${name}, in the header line ${quote(headers[0]!)}`;
    return { missing: columns.length, problem: `${problem}; change "delimiter" or remove it` };
  }
  const needs = columns.map((column) => `column ${listQuoted(column, "or")}`).join(", and no ");
  const problem = `no ${needs} for ${name}; ${describeFound(headers)}${suggestHeaders(columns, headers)}`;
  return { missing: columns.length, problem };
}

function suggestHeaders(columns: readonly ColumnRef[], headers: readonly string[]): string {
  const meant = columns.flatMap((names) => {
    const close = names.map((name) => closestName(name, headers)).find((header) => header !== undefined);
    return close ?? [];
  });
  return meant.length === 0 ? "" : `; did you mean ${listQuoted([...new Set(meant)], "and")}?`;
}

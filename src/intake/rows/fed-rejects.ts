// Rows of a list of rejects, mended and given back: each is read as its file was.

import { CsvError } from "csv-parse/sync";
import { DELIMITERS, type Delimiter, type Source } from "../../rulebook/source-model.ts";
import { parseRows } from "../csv/csv-block.ts";
import { rankKinds } from "../identity/rank-kinds.ts";
import { InputError, quote } from "../input-error.ts";
import { chooseLayout } from "../layouts/choose-layout.ts";
import type { Layout, RejectsLayout } from "../layouts/layout.ts";
import { REJECTS_SOURCE } from "../layouts/special-headers.ts";
import type { FedOrigin, IntakeSink, KnownFile } from "../sink.ts";
import { createCellsTaker, type Taking } from "./put-rows.ts";
import type { RowFault } from "./row-fault.ts";

export interface Feeding extends Taking {
  /** The list of rejects, for messages. */
  readonly path: string;
  /** Those of the rulebook. */
  readonly sources: readonly Source[];
}

/** A row that is a reject again. */
export interface FedReject {
  readonly fault: RowFault;
  readonly origin: FedOrigin | undefined;
  /** The row as it was mended; absent when it is not known which of the list's cells holds it. */
  readonly raw: string | undefined;
}

/** Undefined when the row was taken and counted. Throws an InputError for rows of a file that cannot be looked up. */
type RejectTaker = (cells: readonly string[], line: number) => FedReject | undefined;

/** For one list of rejects, which may hold rows of many files. */
export function createRejectTaker(layout: RejectsLayout, feeding: Feeding): RejectTaker {
  const takers = new Map<string, RawTaker>();
  const takerOf = (origin: FedOrigin, listLine: number): RawTaker => {
    const { source, file } = origin;
    const known = feeding.sink.findFile(origin);
    const name = JSON.stringify([source, file, known]);
    const taker = takers.get(name) ?? createRawTaker({ source, file, line: listLine }, known, feeding);
    takers.set(name, taker);
    return taker;
  };
  return (cells, line) => {
    const source = cells[layout.origin.source]!.trim();
    const file = cells[layout.origin.file]!.trim();
    const written = cells[layout.origin.line]!.trim();
    if (!/^\d{1,15}$/.test(written))
      return { fault: badLine(layout, written), origin: undefined, raw: undefined };
    const raw = cells[layout.raw]!;
    const message = cells[layout.origin.message]!;
    const origin = { source, file, line: Number(written), message };
    const fed = takerOf(origin, line)(raw, line);
    return fed === undefined || fed.origin !== undefined ? fed : { ...fed, origin, raw };
  };
}

function badLine({ headers, origin }: RejectsLayout, written: string): RowFault {
  const message = `${quote(written)} is no line number; expected that of the row in its file`;
  return { kind: "fault", code: "bad-number", column: headers[origin.line], message };
}

/** Its rows are those of the source that they came from first. */
function ofSource(sink: IntakeSink, source: string): IntakeSink {
  return {
    ...sink,
    putContact: (row) => sink.putContact({ source, ...row }),
    putEvent: (row) => sink.putEvent({ source, ...row }),
  };
}

type RawTaker = (raw: string, line: number) => FedReject | undefined;

interface Place {
  readonly source: string;
  readonly file: string;
  /** In the list of rejects. */
  readonly line: number;
}

function createRawTaker(
  place: Place,
  known: KnownFile | "ambiguous" | undefined,
  feeding: Feeding,
): RawTaker {
  const { path } = feeding;
  const refuse = (problem: string) =>
    new InputError(path, `line ${place.line}: ${problem}`, { line: place.line });
  const named = `file ${quote(place.file)} of source ${quote(place.source)}`;
  if (known === undefined) {
    throw refuse(
      `no ${named} was ever taken in; use the database that the rejects came from, or give the file itself`,
    );
  }
  if (known === "ambiguous") {
    throw refuse(
      `several ${named.replace("file", "files")} had other columns each; mend the rows in the file itself, and give that`,
    );
  }
  const delimiter = DELIMITERS.find((one) => one === known.delimiter);
  const layout = findLayout(known, feeding.sources, delimiter ?? ",");
  if (typeof layout === "string") throw refuse(`${named} cannot be read as it was: ${layout}`);
  const take = createTakerOf(layout, { ...feeding, sink: ofSource(feeding.sink, place.source) });
  return (raw, line) => {
    const cells = splitRow(raw, delimiter ?? ",", layout.headers.length);
    return "kind" in cells ? { fault: cells, origin: undefined, raw } : take(cells, line);
  };
}

function createTakerOf(layout: Layout, feeding: Feeding): RejectTaker {
  if (layout.kind === "rejects") return createRejectTaker(layout, feeding);
  const take = createCellsTaker(layout, feeding);
  return (cells, line) => {
    const fault = take(cells, line);
    return fault === undefined ? undefined : { fault, origin: undefined, raw: undefined };
  };
}

/** A text says why there is none. */
function findLayout(known: KnownFile, all: readonly Source[], delimiter: Delimiter): Layout | string {
  const sources = all.filter(({ id, kind }) => id === known.source && kind === known.kind);
  const isDefault = known.source === known.kind;
  if (sources.length === 0 && !isDefault && known.source !== REJECTS_SOURCE) {
    return "the rulebook no longer has that source";
  }
  const choice = chooseLayout([{ delimiter, headers: known.headers }], {
    kind: known.kind,
    sources: sources.map((source) => ({ ...source, delimiter: undefined })),
    isNamed: !isDefault,
    encoding: undefined,
    ranking: rankKinds(all),
  });
  return choice.kind === "chosen" ? choice.layout : choice.problem;
}

/** The cells of a row that is alone in its text. */
function splitRow(raw: string, delimiter: Delimiter, width: number): readonly string[] | RowFault {
  if (raw.includes("\0")) return fault("nul-byte", "a NUL byte; expected text");
  try {
    const rows = parseRows(Buffer.from(raw), delimiter);
    const [cells = []] = rows;
    if (rows.length > 1) return fault("ragged-row", `${rows.length} rows; expected one`);
    if (cells.length === width) return cells;
    return fault(
      "ragged-row",
      `${cells.length} cell${cells.length === 1 ? "" : "s"}; expected ${width} as in the header`,
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return fault("broken-quotes", "a misplaced quote; expected quotes inside a quoted cell to be doubled");
  }
}

function fault(code: RowFault["code"], message: string): RowFault {
  return { kind: "fault", code, column: undefined, message };
}

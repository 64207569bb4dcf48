// Files that grow at their end: where reading goes on, and whether what is appended later will start a row.

import type { ByteSource, Position } from "../files/byte-source.ts";
import type { FileEnd, FileStanding } from "../sink.ts";
import type { CellsRow, RowBatch } from "./csv-rows.ts";
import { CR, LF } from "./physical-lines.ts";
import type { RefusedLine } from "./refused-lines.ts";

/** Where the first row starts that was not taken in before; `header` is where the line after the header starts. */
export async function findStart(
  source: ByteSource,
  header: Position,
  standing: Exclude<FileStanding, { kind: "known" }>,
): Promise<Position> {
  if (standing.kind === "new") return header;
  const { bytes, lines } = standing;
  const [before, after] = await source.read(bytes - 1, 2);
  // A CR LF that was cut between its halves is one line end.
  const offset = before === CR && after === LF ? bytes + 1 : bytes;
  return { offset, line: lines + 1 };
}

export interface EndWatch {
  readonly take: (batch: RowBatch) => void;
  /** After the last batch. */
  readonly end: (source: ByteSource) => Promise<FileEnd>;
}

/** Follows the batches read from `start` on. */
export function createEndWatch(start: Position): EndWatch {
  let { line } = start;
  let last: CellsRow | RefusedLine | undefined;
  return {
    take: ({ rows, next }) => {
      ({ line } = next);
      last = rows.at(-1) ?? last;
    },
    end: async (source) => {
      const byte = (await source.read(source.bytes - 1, 1))[0];
      const endsLine = byte === LF || byte === CR;
      const isOpen = last?.kind === "refused" && OPEN_ENDS.has(last.code);
      return { lines: endsLine ? line - 1 : line, isClean: endsLine && !isOpen };
    },
  };
}

/** Rows of which it is not certain that they end where the file does. */
const OPEN_ENDS: ReadonlySet<string> = new Set(["broken-quotes", "row-too-long"]);

import type { FileEnd, InputFile, RowCounts } from "../../src/intake/sink.ts";
import { createMemorySink, type MemorySink } from "./memory-sink.ts";

export interface GrowingSink extends MemorySink {
  readonly ends: FileEnd[];
  /** Bytes from which the files were read on; 0 for new ones. */
  readonly starts: number[];
}

/** A memory sink that knows files again that have grown, the way the store does. */
export function createGrowingSink(): GrowingSink {
  const sink = createMemorySink();
  const known: (FileEnd & { readonly bytes: number; readonly sha256: string })[] = [];
  const ends: FileEnd[] = [];
  const starts: number[] = [];
  let current: InputFile | undefined;
  return Object.assign(sink, {
    ends,
    starts,
    knownSizes: () => known.map(({ bytes }) => bytes),
    openFile: (file: InputFile) => {
      current = file;
      sink.opened.push(file);
      if (known.some(({ sha256 }) => sha256 === file.sha256)) return { kind: "known" as const };
      const before = known.findLast(
        ({ bytes, sha256, isClean }) => isClean && file.beginnings.get(bytes) === sha256,
      );
      starts.push(before?.bytes ?? 0);
      if (before === undefined) return { kind: "new" as const };
      return { kind: "grown" as const, bytes: before.bytes, lines: before.lines };
    },
    closeFile: (counts: RowCounts, end: FileEnd) => {
      sink.closed.push(counts);
      ends.push(end);
      known.push({ ...end, bytes: current!.bytes, sha256: current!.sha256 });
    },
  });
}

import type { CountLimit } from "../values/count-limit.ts";
import { readCountLimit } from "./count-limit-option.ts";
import { UsageError } from "./exit-codes.ts";

export interface DiffOptions {
  readonly db?: string;
  readonly contacts?: readonly string[];
  readonly events?: readonly string[];
  readonly identities?: readonly string[];
  readonly includeAnonymous?: boolean;
  readonly asOf?: string;
  readonly maxRejects: string;
  readonly movers: string;
  readonly exitCode?: boolean;
  readonly maxMoved?: string;
  readonly markdown?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** The options, read: what is wrong with them is said before anything is opened. */
export interface DiffTask {
  readonly options: DiffOptions;
  readonly movers: number;
  readonly maxRejects: CountLimit;
  readonly maxMoved: CountLimit | undefined;
}

export function readDiffTask(options: DiffOptions): DiffTask {
  const { db, contacts, events, identities, maxMoved } = options;
  const hasExports = (contacts ?? events ?? identities) !== undefined;
  if (db === undefined && !hasExports) {
    throw new UsageError("nothing to compare the rulebooks on; give --db, or --contacts and --events");
  }
  if (db !== undefined && hasExports) {
    throw new UsageError("--db and exports are given; compare on the database or on exports, not on both");
  }
  if (options.json === true && options.markdown === true) {
    throw new UsageError("--json and --markdown are given; choose one");
  }
  return {
    options,
    movers: readMovers(options.movers),
    maxRejects: readCountLimit("--max-rejects", options.maxRejects),
    maxMoved: maxMoved === undefined ? undefined : readCountLimit("--max-moved", maxMoved),
  };
}

const MOST_MOVERS = 10_000;

function readMovers(text: string): number {
  const movers = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (movers <= MOST_MOVERS) return movers;
  throw new UsageError(`--movers "${text}" is no count; expected a whole number from 0 to ${MOST_MOVERS}`);
}

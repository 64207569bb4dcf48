import type { CountLimit } from "../../values/count-limit.ts";
import { UsageError } from "../exit-codes.ts";
import { readCountLimit } from "./count-limit-option.ts";
import { readCount } from "./count-option.ts";

export interface DiffOptions {
  readonly db?: string | undefined;
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

/** Throws a UsageError for options that do not go together. */
export function readDiffTask(options: DiffOptions): DiffTask {
  const { db, contacts, events, identities, maxMoved } = options;
  const hasExports = (contacts ?? events ?? identities) !== undefined;
  if (db === undefined && !hasExports) {
    throw new UsageError("nothing to compare the rulebooks on; give --db, or --contacts and --events");
  }
  if (db !== undefined && hasExports) {
    throw new UsageError("--db and exports do not go together: the database has taken in its own");
  }
  if (options.json === true && options.markdown === true) {
    throw new UsageError("--json and --markdown are given; choose one");
  }
  return {
    options,
    movers: readCount("--movers", options.movers, MOST_MOVERS, 0),
    maxRejects: readCountLimit("--max-rejects", options.maxRejects),
    maxMoved: maxMoved === undefined ? undefined : readCountLimit("--max-moved", maxMoved),
  };
}

const MOST_MOVERS = 10_000;

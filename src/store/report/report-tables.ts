// What the report asks the database: of any run, for reading.

import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";
import type { Sizes } from "../outcomes/tallies.ts";
import { readSizes } from "../runs/runs.ts";
import { type ActionCount, countActions } from "./action-counts.ts";
import { countRejects, type RejectCount, readSources, type SourceFreshness } from "./data-quality.ts";
import { findHottest, type Hottest } from "./hottest.ts";
import {
  type CountedMoves,
  countMovedContacts,
  countNetMoves,
  type MovedContacts,
  type NetMove,
  type RunSpan,
} from "./net-moves.ts";
import { findComparable, type ReportRun, type RunRange, readReportRuns, readRunDays } from "./report-runs.ts";
import { countStageDays, type StageDays } from "./stage-days.ts";

/** All methods throw a StoreError when the file cannot be read. */
export interface ReportTables {
  /** The newest first. */
  runs(range: RunRange): readonly ReportRun[];
  /** The newest run before that one with which its changes are told; none before the first. */
  comparable(runId: number): number | undefined;
  /** `undefined` of a run by a version that kept none. */
  sizes(runId: number): Sizes | undefined;
  netMoves(span: RunSpan): readonly NetMove[];
  movedContacts(span: RunSpan, counted: CountedMoves): MovedContacts;
  /** Stages in order; `dayOf` numbers the days that people count. */
  stageDays(upTo: number, stages: readonly string[], dayOf: (asOf: Instant) => number): readonly StageDays[];
  /** Of the last run; so many of each group at most. */
  hottest(groups: readonly string[], limit: number): readonly Hottest[];
  actions(span: RunSpan): readonly ActionCount[];
  rejects(runId: number): readonly RejectCount[];
  sources(upTo: number): readonly SourceFreshness[];
}

export function createReportTables(connection: Connection): ReportTables {
  return {
    runs: (range) => readReportRuns(connection, range),
    comparable: (runId) => findComparable(connection, runId),
    sizes: (runId) => readSizes(connection, runId),
    netMoves: (span) => countNetMoves(connection, span),
    movedContacts: (span, counted) => countMovedContacts(connection, span, counted),
    stageDays: (upTo, stages, dayOf) => {
      const pairs = stages.slice(1).map((stage, index) => [stages[index]!, stage] as const);
      const runDays = readRunDays(connection, upTo, dayOf);
      return pairs.length === 0 ? [] : countStageDays(connection, { runDays, upTo, pairs });
    },
    hottest: (groups, limit) => findHottest(connection, groups, limit),
    actions: (span) => countActions(connection, span),
    rejects: (runId) => countRejects(connection, runId),
    sources: (upTo) => readSources(connection, upTo),
  };
}

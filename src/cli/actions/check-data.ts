// The data of a check: a database as its last run left it, or exports in a database that is thrown away.

import type { SoundRulebook } from "../../checking/advice/advice.ts";
import { checkWithData } from "../../checking/check-with-data.ts";
import { type SurveyedData, surveyData } from "../../checking/survey-data.ts";
import { takeInExports } from "../../checking/take-in-exports.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { loadLastRulebook } from "../../run/last-rulebook.ts";
import { formatAsOf } from "../../values/as-of.ts";
import { createCalendar } from "../../values/calendar.ts";
import { formatCount, formatCountOf } from "../../values/count.ts";
import { withPassingStore, withReadStore } from "../database/with-store.ts";
import { UsageError } from "../exit-codes.ts";
import { type Interrupt, listenForInterrupt } from "../interrupt.ts";
import { readAsOf } from "../options/as-of-option.ts";
import type { CheckOptions } from "../options/check-options.ts";
import { tellRejected } from "../print/tell-rejected.ts";
import { readStdin } from "../read-stdin.ts";
import type { Terminal } from "../terminal.ts";
import { readVersion } from "../version.ts";

export interface DataFindings {
  readonly problems: readonly Diagnostic[];
  /** What was looked at: "40 contacts and 368 events as of 2026-11-02". */
  readonly scope: string;
}

/** Looks at the data that the options name with a sound rulebook. */
export type DataChecker = (sound: SoundRulebook) => Promise<DataFindings>;

/** `undefined` where the options name no data. Throws a UsageError for options that do not go together. */
export function createDataChecker(
  options: CheckOptions,
  rulebooks: number,
  terminal: Terminal,
): DataChecker | undefined {
  const { db, contacts = [], events = [], identities = [], asOf } = options;
  const files = [...contacts, ...events, ...identities];
  if (db !== undefined && files.length > 0) {
    throw new UsageError("--db and exports do not go together: the database has taken in its own");
  }
  if (db === undefined && files.length === 0) {
    if (asOf === undefined) return undefined;
    throw new UsageError("--as-of is for a check with data; give --db, or --contacts and --events");
  }
  if (files.includes("-") && rulebooks > 1) {
    throw new UsageError("standard input can be read only once; check one rulebook at a time");
  }
  const survey = db === undefined ? surveyExports(options, terminal) : surveyDatabase(db, asOf);
  return async (sound) => {
    const data = await survey(sound);
    return { problems: checkWithData(sound, data), scope: wordScope(sound, data) };
  };
}

type Surveying = (sound: SoundRulebook) => Promise<SurveyedData>;

function surveyDatabase(db: string, asOf: string | undefined): Surveying {
  return (sound) =>
    withReadStore(db, async (store) => {
      // All pages are of one moment, whatever a run commits meanwhile.
      store.begin();
      const { run } = await loadLastRulebook(store, db);
      const at = asOf === undefined ? run.asOf : readAsOf(asOf, sound.rulebook.timezone);
      return interruptible(({ hasCome }) => surveyData(store, sound, { asOf: at, isInterrupted: hasCome }));
    });
}

function surveyExports({ asOf, ...options }: CheckOptions, terminal: Terminal): Surveying {
  const exports = {
    contacts: options.contacts ?? [],
    events: options.events ?? [],
    identities: options.identities ?? [],
  };
  return (sound) =>
    withPassingStore((store) =>
      interruptible(async (interrupt) => {
        const isInterrupted = interrupt.hasCome;
        const at = readAsOf(asOf, sound.rulebook.timezone);
        const inputs = { ...exports, stdin: readStdin(interrupt) };
        const rejected = await takeInExports(store, sound.rulebook, inputs, {
          ...{ asOf: at, programVersion: readVersion(), isInterrupted },
        });
        if (options.quiet !== true) tellRejected(rejected, terminal);
        return surveyData(store, sound, { asOf: at, isInterrupted });
      }),
    );
}

async function interruptible<Result>(work: (interrupt: Interrupt) => Promise<Result>): Promise<Result> {
  const interrupt = listenForInterrupt();
  try {
    return await work(interrupt);
  } finally {
    interrupt.stopListening();
  }
}

function wordScope({ rulebook }: SoundRulebook, { facts, survey, asOf }: SurveyedData): string {
  const contacts = formatCountOf(survey.contacts, "contact");
  const events = formatCountOf(facts.events(), "event");
  const excluded = survey.excluded === 0 ? "" : ` (${formatCount(survey.excluded)} more excluded)`;
  return `${contacts}${excluded} and ${events} as of ${formatAsOf(asOf, createCalendar(rulebook.timezone))}`;
}

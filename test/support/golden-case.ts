// Scores an acceptance case night after night over one database, and tells what came of it in the case's words.

import { existsSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { loadRulebook } from "../../src/rulebook/load.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { parseAsOf } from "../../src/values/as-of.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { formatDecimal, micro } from "../../src/values/decimal.ts";
import { runRequest } from "./run-request.ts";
import type { ScoredRow } from "./scored-rows.ts";
import { readScored } from "./scoring.ts";
import { makeTempFolder } from "./temp-folder.ts";

export interface GoldenCase {
  /** What every contact has after the night, by contact key. Nights go forward in time. */
  readonly scoreNight: (asOf: string) => Promise<Record<string, unknown>>;
  readonly close: () => void;
}

export function openCase(folder: string): GoldenCase {
  const rulebook = loadSound(join(folder, "rulebook.yaml"));
  const temp = makeTempFolder();
  const database = join(temp.path, "case.db");
  return {
    scoreNight: async (asOf) => {
      const store = openStore(database, { mode: "write" });
      try {
        const runId = await score(store, rulebook, folder, asOf);
        store.markWritten(runId, "");
        return describeContacts(store, database, runId);
      } finally {
        store.close();
      }
    },
    close: temp.remove,
  };
}

function loadSound(path: string): Rulebook {
  const result = loadRulebook(path);
  if (result.kind === "loaded") return result.rulebook;
  throw new Error(result.diagnostics.map(({ span, message }) => `${span.line}: ${message}`).join("\n"));
}

async function score(store: Store, rulebook: Rulebook, folder: string, asOf: string): Promise<number> {
  const outcome = await runRulebook(
    store,
    runRequest({
      rulebook,
      contacts: present(join(folder, "contacts.csv")),
      events: present(join(folder, "events.csv")),
      identities: present(join(folder, "identities.csv")),
      asOf: parseAsOf(asOf, createCalendar(rulebook.timezone))!,
    }),
  );
  if (outcome.kind !== "done") throw new Error(`the run ended with ${outcome.kind}`);
  return outcome.runId;
}

function present(path: string): readonly string[] {
  return existsSync(path) ? [path] : [];
}

function describeContacts(store: Store, database: string, runId: number): Record<string, unknown> {
  const awards = readAwards(database);
  const actions = [...store.actions(runId)];
  return Object.fromEntries(
    readScored(store).map((row) => [
      row.contactId,
      {
        ...describeStanding(row),
        actions: actions
          .filter(({ contactId }) => contactId === row.contactId)
          .map(({ trigger, kind, target, number }) => ({ trigger, kind, target, n: number })),
        awards: awards.get(row.contactId) ?? {},
      },
    ]),
  );
}

function describeStanding({ scores, bands, classes, stage, segments, labels }: ScoredRow) {
  return {
    scores: Object.fromEntries([...scores].map(([group, points]) => [group, formatDecimal(points)])),
    bands: Object.fromEntries(bands),
    classes: Object.fromEntries(classes),
    stage: stage ?? null,
    segments: [...segments.keys()].sort(),
    labels: [...labels.keys()].sort(),
  };
}

type Awards = Record<string, Record<string, { times: number; points: string }>>;

function readAwards(path: string): Map<string, Awards> {
  const database = new Database(path, { readonly: true });
  const rows = database
    .prepare("select contact_id, group_id, rule_id, times, points_micro from award")
    .safeIntegers()
    .all() as {
    contact_id: string;
    group_id: string;
    rule_id: string;
    times: bigint;
    points_micro: bigint;
  }[];
  database.close();
  const awards = new Map<string, Awards>();
  for (const row of rows) {
    const groups = awards.get(row.contact_id) ?? {};
    awards.set(row.contact_id, groups);
    groups[row.group_id] ??= {};
    groups[row.group_id]![row.rule_id] = {
      times: Number(row.times),
      points: formatDecimal(micro(row.points_micro)),
    };
  }
  return awards;
}

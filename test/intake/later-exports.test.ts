// Exports in which one row is several events, taken in again after more has happened, over one database.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore } from "../../src/store/store.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

/** What is known after each of the exports: events as "type at", and how many, with the counts of its rows. */
async function takeOneByOne(source: string, exports: readonly string[]) {
  const rulebook = rulebookOf(
    `rulebook: t\ntimezone: UTC\ngroups: {g: {}}\nrules: {any: {event: "*", points: 1}}\nsources: {it: {${source}}}\n`,
  );
  const temp = makeTempFolder();
  const path = join(temp.path, "t.db");
  const store = openStore(path, { mode: "write" });
  const database = new Database(path, { readonly: true });
  try {
    const outcomes: unknown[] = [];
    for (const [index, text] of exports.entries()) {
      const file = join(temp.path, `export-${index}.csv`);
      writeFileSync(file, text);
      const outcome = await runRulebook(
        store,
        runRequest({
          rulebook,
          events: [file],
          asOf: Date.parse("2026-04-01T00:00:00Z"),
          includeAnonymous: true,
        }),
      );
      if (outcome.kind !== "done") throw new Error(outcome.kind);
      store.markWritten(outcome.runId, "");
      outcomes.push([countsOf(database), eventsIn(database)]);
    }
    return outcomes;
  } finally {
    database.close();
    store.close();
    temp.remove();
  }
}

function countsOf(database: Database.Database) {
  return database
    .prepare(
      "select rows, accepted, duplicates, rejected, replaced from source_file order by source_file_id desc limit 1",
    )
    .get();
}

function eventsIn(database: Database.Database) {
  const rows = database
    .prepare(
      "select type || ' ' || strftime('%m-%d %H:%M', at / 1000, 'unixepoch') as event, count(*) as times from event group by 1 order by 1",
    )
    .all() as { event: string; times: number }[];
  return Object.fromEntries(rows.map(({ event, times }) => [event, times]));
}

const counts = (rows: number, accepted: number, replaced = 0) => ({
  rows,
  accepted,
  duplicates: rows - accepted,
  rejected: 0,
  replaced,
});

const SENT = "Email address,Subject,Date sent,Date read,Read,Clicked\n";
const sent = (who: string, read: string, isRead: string, clicked: string) =>
  `${who},Sale,"March 2, 2026 9:00 am CET",${read === "" ? "" : `"March ${read} CET"`},${isRead},${clicked}\n`;
const ADA_READ = sent("a@x.example", "2, 2026 9:20 am", "Yes", "No");
const BO_NOT = sent("b@x.example", "", "No", "No");
const BO_CLICKED = sent("b@x.example", "3, 2026 7:00 pm", "Yes", "Yes");

describe("a later export adds what is new, and doubles nothing", () => {
  it("mautic.emails_sent: an e-mail that was read meanwhile", async () => {
    expect(
      await takeOneByOne("preset: mautic.emails_sent", [
        SENT + ADA_READ + BO_NOT,
        SENT + ADA_READ + BO_CLICKED,
        SENT + BO_CLICKED + ADA_READ,
      ]),
    ).toEqual([
      [counts(2, 2), { "email_send 03-02 08:00": 2, "email_open 03-02 08:20": 1 }],
      [
        counts(2, 1, 1),
        {
          "email_send 03-02 08:00": 2,
          "email_open 03-02 08:20": 1,
          "email_open 03-03 18:00": 1,
          "email_click 03-03 18:00": 1,
        },
      ],
      [
        counts(2, 0),
        {
          "email_send 03-02 08:00": 2,
          "email_open 03-02 08:20": 1,
          "email_open 03-03 18:00": 1,
          "email_click 03-03 18:00": 1,
        },
      ],
    ]);
  });

  it("mailchimp.activity: counts that have grown, for each campaign on its own", async () => {
    const activity = "preset: mailchimp.activity, constants: {sent_at: 2026-03-01T09:00, campaign: spring}";
    const rows = (...cells: string[]) => `Email Address,Opens,Clicks\n${cells.join("\n")}\n`;
    expect(
      await takeOneByOne(activity, [
        rows("a@x.example,2,0", "b@x.example,0,0"),
        rows("a@x.example,3,1", "b@x.example,1,0"),
        rows("b@x.example,1,0", "a@x.example,3,1"),
      ]),
    ).toEqual([
      [counts(2, 2), { "email_open 03-01 09:00": 2 }],
      [counts(2, 2), { "email_open 03-01 09:00": 4, "email_click 03-01 09:00": 1 }],
      [counts(2, 0), { "email_open 03-01 09:00": 4, "email_click 03-01 09:00": 1 }],
    ]);
  });

  it("rows without an id: what happened at another time is something else", async () => {
    const source =
      "kind: events, contact: {email: Mail}, rows: [{type: send, at: Sent}, {type: open, at: Seen, when: {Read: yes}, count: Opens}]";
    const rows = (...cells: string[]) => `Mail,Sent,Read,Seen,Opens\n${cells.join("\n")}\n`;
    expect(
      await takeOneByOne(source, [
        rows("a@x.example,2026-03-01,no,,"),
        rows("a@x.example,2026-03-01,yes,2026-03-02,1"),
        rows("a@x.example,2026-03-01,yes,2026-03-02,3", "a@x.example,2026-03-05,no,,"),
      ]),
    ).toEqual([
      [counts(1, 1), { "send 03-01 00:00": 1 }],
      [counts(1, 1), { "send 03-01 00:00": 1, "open 03-02 00:00": 1 }],
      [counts(2, 2), { "send 03-01 00:00": 1, "send 03-05 00:00": 1, "open 03-02 00:00": 3 }],
    ]);
  });
});

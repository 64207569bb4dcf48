// Exports of any size, the same bytes for the same parameters, made once.

import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { eventRows } from "./events.js";
import { contactRows } from "./people.js";
import { createRandom } from "./random.js";

const DAY_MS = 86_400_000;
const YEARS_OF_EVENTS_MS = 730 * DAY_MS;
/** The days that are scored, in the rulebook's zone: the first with all history, then two nights. */
export const DAYS = ["2026-11-01", "2026-11-02", "2026-11-03"];
export const DAY_WITHOUT_EVENTS = "2026-11-04";
/** The first moment after the first of them, in that zone. */
const FIRST_DAY_ENDS = Date.parse("2026-11-02T00:00:00+01:00");
const NIGHT_SHARES = [0.01, 0.003];
/** Raised when the same parameters make other files. */
const VERSION = 1;

/**
 * The files for so many contacts and events in `parent`, `nights` holding the new events of a night each. Rows are written as they
 * are made, into a folder that gets its name when it is whole.
 */
export async function provideData(parent, { contacts, events, seed }) {
  const name = `v${VERSION}-${contacts}-contacts-${events}-events-seed-${seed}`;
  const folder = join(parent, name);
  if (!existsSync(folder)) await makeFolder(folder, { contacts, events, seed });
  return {
    contactCount: contacts,
    eventCount: events,
    contacts: join(folder, "contacts.csv"),
    events: join(folder, "events.csv"),
    nights: NIGHT_SHARES.map((share, index) => ({
      eventCount: nightCount(events, share),
      file: join(folder, `night-${index + 1}.csv`),
    })),
  };
}

function nightCount(events, share) {
  return Math.max(1, Math.round(events * share));
}

async function makeFolder(folder, { contacts, events, seed }) {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const random = createRandom(seed);
  await writeRows(join(unfinished, "contacts.csv"), contactRows(contacts, random));
  const history = {
    ...{ first: 1, count: events, contacts },
    ...{ from: FIRST_DAY_ENDS - YEARS_OF_EVENTS_MS, until: FIRST_DAY_ENDS },
  };
  await writeRows(join(unfinished, "events.csv"), eventRows(history, random));
  let first = events + 1;
  for (const [index, share] of NIGHT_SHARES.entries()) {
    const from = FIRST_DAY_ENDS + index * DAY_MS;
    const night = { first, count: nightCount(events, share), contacts, from, until: from + DAY_MS };
    await writeRows(join(unfinished, `night-${index + 1}.csv`), eventRows(night, random));
    first += night.count;
  }
  renameSync(unfinished, folder);
}

async function writeRows(path, rows) {
  const file = createWriteStream(path);
  let block = "";
  for (const row of rows) {
    block += `${row}\n`;
    if (block.length < 1 << 16) continue;
    if (!file.write(block)) await once(file, "drain");
    block = "";
  }
  file.end(block);
  await once(file, "finish");
}

// Writes made-up shoe-shop exports of any size: node bench/generate-data.js --contacts 100000 --events 1000000 --out bench/data
// The same seed gives the same bytes. Rows are written as they are made: memory stays flat.

import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const FIRST_NAMES = ["Anna", "Bram", "Chloé", "Daan", "Elif", "Finn", "Gina", "Hugo", "Iris", "Søren"];
const COUNTRIES = ["NL", "NL", "NL", "BE", "DE", "FR"];
const EVENT_TYPES = [
  ["page_view", 45],
  ["email_open", 25],
  ["email_click", 10],
  ["purchase", 10],
  ["facebook_like", 4],
  ["account_created", 3],
  ["social_share", 1],
  ["cancellation", 1],
  ["email_bounce", 1],
];
const PAGES = ["/", "/sale", "/shoes", "/shoes/boots", "/accessories"];
const DAY_MS = 86_400_000;
/** Two years of events, up to and including this instant. */
const LAST_EVENT_AT = Date.parse("2026-11-01T23:59:59Z");
const STRETCH_MS = 730 * DAY_MS;

const { values } = parseArgs({
  options: {
    contacts: { type: "string", default: "100000" },
    events: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    out: { type: "string", default: "bench/data" },
  },
});

const contactCount = Number(values.contacts);
const eventCount = Number(values.events);
const random = createRandom(Number(values.seed));
mkdirSync(values.out, { recursive: true });
await writeRows(join(values.out, "contacts.csv"), contactRows());
await writeRows(join(values.out, "events.csv"), eventRows());

/** Mulberry32, by Tommy Ettinger (public domain): numbers from 0 up to but not including 1. */
function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick(list) {
  return list[Math.floor(random() * list.length)];
}

function pickWeighted(pairs) {
  let left = random() * pairs.reduce((total, [, weight]) => total + weight, 0);
  for (const [item, weight] of pairs) {
    left -= weight;
    if (left < 0) return item;
  }
  return pairs[0][0];
}

function contactId(index) {
  return `c${String(index + 1).padStart(8, "0")}`;
}

function* contactRows() {
  yield "contact_id,email,first_name,country,unsubscribed";
  for (let i = 0; i < contactCount; i++) {
    const id = contactId(i);
    yield `${id},${id}@example.org,${pick(FIRST_NAMES)},${pick(COUNTRIES)},${random() < 0.05 ? "yes" : ""}`;
  }
}

/** In order of time, as exports come; a third of the contacts has most of the events. */
function* eventRows() {
  yield "event_id,contact_id,type,occurred_at,category,amount,page,campaign";
  for (let i = 0; i < eventCount; i++) {
    const at = new Date(LAST_EVENT_AT - STRETCH_MS + Math.floor(((i + 1) / eventCount) * STRETCH_MS));
    const contact = contactId(Math.floor(random() ** 2 * contactCount));
    const type = pickWeighted(EVENT_TYPES);
    yield `e${String(i + 1).padStart(10, "0")},${contact},${type},${at.toISOString()},${eventFields(type)}`;
  }
}

function eventFields(type) {
  if (type === "purchase") {
    const amount = (5 + Math.floor(random() * 20_000) / 100).toFixed(2);
    return `${random() < 0.7 ? "shoes" : "accessories"},${amount},,`;
  }
  if (type === "page_view") return `,,${pick(PAGES)},`;
  return type.startsWith("email_") ? `,,,${random() < 0.6 ? "newsletter" : "promo"}` : ",,,";
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

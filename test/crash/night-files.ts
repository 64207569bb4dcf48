// A made-up shop whose nights move everything: events, replaced versions, rejects, links, stages, firings.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "../../bench/random.js";

const CONTACTS = 800;
/** The first two make the database; the third is the one that is killed, the fourth what comes after it. */
const NIGHTS = [1, 2, 3, 4] as const;
const EVENTS_A_NIGHT = { 1: 3_000, 2: 600, 3: 1_000, 4: 300 } as const;
const DAY_MS = 86_400_000;
const FIRST_NIGHT = Date.parse("2026-03-01T00:00:00Z");

export type Night = (typeof NIGHTS)[number];

const RULEBOOK = `
rulebook: night-shop
timezone: Europe/Amsterdam
groups:
  interest: {bands: {hot: {at_least: 20}, warm: {at_least: 5}, cold: {}}}
  loyalty: {min: 0}
  total: {sum: {interest: 1, loyalty: 0.5}, bands: {high: {at_least: 20}, low: {}}}
rules:
  visited: {group: interest, event: page_view, points: 1, limit: {times: 3, per: day}, within: 30 days}
  opened: {group: interest, event: email_open, points: 4, decay: {by: 25%, every: 1 week}}
  bought: {group: [interest, loyalty], event: purchase, points: {give: 1, per: 10, of: amount}}
  country: {group: loyalty, when: {country: NL}, points: 2}
classes:
  kind: {buyer: {score.loyalty: {at_least: 10}}, visitor: {}}
segments:
  hot-contacts: {when: {band.interest: hot}}
  called: {}
labels:
  buyer: {when: {class.kind: buyer}}
  greeted: {}
stages: {lead: {}, customer: {when: {did: {event: purchase}}}}
triggers:
  warm-up: {when: {band.interest: [warm, hot]}, do: [{email: warm-up}, {add_label: greeted}]}
  call:
    when: {band.total: high}
    fires: each_time
    do: [{integration: crm, with: {why: "score {score.total} in {country}"}}, {add_segment: called}]
`;

/** Everything for all nights; `scale` is for less of it. */
export function writeNightFiles(folder: string, scale = 1): void {
  const random = createRandom(7);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "rulebook.yaml"), RULEBOOK);
  for (const night of NIGHTS) {
    writeFileSync(join(folder, `contacts-${night}.csv`), contactsOf(night, scale));
    writeFileSync(join(folder, `events-${night}.csv`), eventsOf(night, scale, random));
  }
}

/** What a user types for a night, apart from the program. */
export function nightArguments(night: Night): readonly string[] {
  return [
    ...["run", "rulebook.yaml", "--contacts", `contacts-${night}.csv`, "--events", `events-${night}.csv`],
    ...["--db", "shop.db", "--out", "out", "--as-of", dayOf(night), "--quiet"],
  ];
}

function dayOf(night: Night): string {
  return new Date(FIRST_NIGHT + night * DAY_MS).toISOString().slice(0, 10);
}

/** Every night some have another e-mail, another country, or are new. */
function contactsOf(night: Night, scale: number): string {
  const rows = Array.from({ length: CONTACTS * scale + night * 20 }, (_, i) => {
    const email = i % 50 === night ? `new${night}-${i}@example.org` : `c${i}@example.org`;
    return `c${i},${email},${(i + night) % 3 === 0 ? "NL" : "BE"}`;
  });
  return `contact_id,email,country\n${rows.join("\n")}\n`;
}

const TYPES = ["page_view", "page_view", "page_view", "email_open", "purchase"] as const;

function eventsOf(night: Night, scale: number, random: () => number): string {
  const rows = Array.from({ length: EVENTS_A_NIGHT[night] * scale }, (_, i) => {
    const contact = Math.floor(random() ** 2 * CONTACTS * scale);
    const type = TYPES[Math.floor(random() * TYPES.length)];
    const at = new Date(FIRST_NIGHT + night * DAY_MS - Math.floor(random() * 3 * DAY_MS)).toISOString();
    const amount = type === "purchase" ? (5 + random() * 60).toFixed(2) : "";
    const visitor = i % 10 === 0 ? `v${contact % 400}` : "";
    // Ids of the night before come again with other content now and then.
    const id = i % 40 === 0 ? `e${night - 1}-${i}` : `e${night}-${i}`;
    return `${id},c${contact},${visitor},${type},${i % 500 === 3 ? "never" : at},${amount}`;
  });
  return `event_id,contact_id,visitor_id,type,occurred_at,amount\n${rows.join("\n")}\n`;
}

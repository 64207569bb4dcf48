// Adds up awards by json-rules-engine: node json-rules-engine.js AWARDS_FILE. It has no events, windows, limits or decay, so
// it is given as facts what each rule comes to, and only the rest is measured: 30 rules for each contact, then the sums.

import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { Engine } from "json-rules-engine";

const awards = parse(readFileSync(process.argv[2]), { columns: true });
const groups = new Map(awards.map(({ rule, grp }) => [rule, grp]));
const none = Object.fromEntries([...groups.keys()].map((rule) => [rule, 0]));
const contacts = new Map();
for (const { contact_id, rule, points } of awards) {
  const facts = contacts.get(contact_id) ?? { ...none };
  facts[rule] = Number(points);
  contacts.set(contact_id, facts);
}
const engine = new Engine(
  [...groups].map(([rule, group]) => ({
    conditions: { all: [{ fact: rule, operator: "notEqual", value: 0 }] },
    event: { type: "award", params: { rule, group } },
  })),
);
let sum = 0;
const startedAt = performance.now();
for (const facts of contacts.values()) sum += (await scoreContact(facts)).total;
const milliseconds = performance.now() - startedAt;
process.stdout.write(JSON.stringify({ contacts: contacts.size, rules: groups.size, milliseconds, sum }));

async function scoreContact(facts) {
  const { events } = await engine.run(facts);
  const scores = { total: 0 };
  for (const { params } of events) {
    scores[params.group] = (scores[params.group] ?? 0) + facts[params.rule];
    scores.total += facts[params.rule];
  }
  return scores;
}

// The made-up customers of a sport shop, a row of contacts.csv each.

import { createWeighted, pick } from "./random.js";

const FIRST_NAMES = ["Anna", "Bram", "Chloé", "Daan", "Elif", "Finn", "Gina", "Hugo", "Iris", "Søren"];
const LAST_NAMES = ["de Vries", "Jansen", "Peeters", "Müller", "Dubois", "Bakker", "Yılmaz", "Nowak"];
const drawCountry = createWeighted([
  ["NL", 50],
  ["BE", 20],
  ["DE", 20],
  ["FR", 10],
]);
/** Some hold what RFC 4180 wants quoted. */
const drawClub = createWeighted([
  ["", 85],
  ["Rotterdam Runners", 13],
  ['"Dunes & Trails, Zandvoort"', 1],
  ['"Club ""De Berk"""', 1],
]);
const MEMBER_SINCE = Date.parse("2016-01-01");
const MEMBER_UNTIL = Date.parse("2026-10-01");
const DAY_MS = 86_400_000;

export function contactId(index) {
  return `c${String(index + 1).padStart(8, "0")}`;
}

export function* contactRows(count, random) {
  yield "contact_id,email,first_name,last_name,country,club,member_since,birth_year,unsubscribed";
  for (let index = 0; index < count; index++) {
    const id = contactId(index);
    const domain = random() < 0.001 ? "sport-shop.example" : "example.org";
    const name = `${pick(FIRST_NAMES, random)},${pick(LAST_NAMES, random)}`;
    const birthYear = random() < 0.3 ? "" : 1940 + Math.floor(random() * 68);
    const unsubscribed = random() < 0.05 ? "yes" : "";
    yield `${id},${id}@${domain},${name},${drawCountry(random)},${drawClub(random)},${memberSince(random)},${birthYear},${unsubscribed}`;
  }
}

function memberSince(random) {
  if (random() < 0.1) return "";
  const days = Math.floor((random() * (MEMBER_UNTIL - MEMBER_SINCE)) / DAY_MS);
  return new Date(MEMBER_SINCE + days * DAY_MS).toISOString().slice(0, 10);
}

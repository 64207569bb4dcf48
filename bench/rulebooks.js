// Two rulebooks to see what more rules cost: the first 10 rules of the second are all of the first.

import { PAGES_PER_CATEGORY } from "./events.js";

const COUNTRIES = ["NL", "BE", "DE", "FR"];
const STORES = ["running", "hiking", "cycling", "swimming", "accessories"];

/** Ten rules that most contacts get something from. */
const BROAD = [
  "viewed: {group: interest, event: page_view, within: 6 months, points: 1, limit: {times: 3, per: day}}",
  "searched: {group: interest, event: search, within: 3 months, points: 2, limit: {times: 1, per: day}}",
  "carted: {group: interest, event: add_to_cart, points: 4, limit: {times: 1, per_each: product_id}}",
  "clicked: {group: interest, event: email_click, points: 5, limit: {times: 1, per: week}}",
  "opened: {group: interest, event: email_open, within: 1 year, points: 1}",
  "bought: {group: loyalty, event: purchase, points: {give: 1, per: 10, of: amount}}",
  "visited-store: {group: loyalty, event: store_visit, points: 3, limit: {times: 1, per: month}}",
  "reviewed: {group: loyalty, event: review, by: stars, points: {5: 4, 4: 2, 1: -3}}",
  "lapsed: {group: loyalty, when: {did_not: {event: purchase, within: 6 months}}, points: -15}",
  "complained: {group: loyalty, event: complaint, points: -15}",
];

/** What a large rulebook is made of: many rules, each about few of the events or contacts. */
function narrowRules() {
  const pages = Array.from({ length: PAGES_PER_CATEGORY }, (_, page) => [
    `page-${page}: {group: interest, event: page_view, where: {page: /pages/${page}}, points: 1, limit: {times: 1, per: week}}`,
    `sale-${page}: {group: interest, event: page_view, where: {page: /pages/${page}, category: cycling}, within: 3 months, points: 2}`,
  ]).flat();
  const products = STORES.flatMap((category) =>
    [0, 1, 2, 3].map(
      (product) =>
        `product-${category}-${product}: {group: loyalty, event: purchase, where: {product_id: ${category.slice(0, 3)}-${product}}, points: {of: amount, times: 0.1}}`,
    ),
  );
  const carts = STORES.flatMap((category) => [
    `cart-${category}: {group: interest, event: add_to_cart, where: {category: ${category}}, within: 1 month, points: 1}`,
    `search-${category}: {group: interest, event: search, where: {category: ${category}}, within: 2 weeks, points: 1}`,
  ]);
  const people = COUNTRIES.flatMap((country) => [
    `from-${country.toLowerCase()}: {group: loyalty, when: {country: ${country}, did: {event: purchase, within: 1 year}}, points: 2}`,
    `club-${country.toLowerCase()}: {group: loyalty, when: {country: ${country}, club: {contains: runners}}, points: 3}`,
  ]);
  const absent = Array.from(
    { length: 12 },
    (_, year) => `fair-${2015 + year}: {group: loyalty, event: fair_${2015 + year}, points: 10, limit: once}`,
  );
  return [...pages, ...products, ...carts, ...people, ...absent];
}

/** A rulebook of 10 or 100 rules, as YAML. */
export function rulebookOf(ruleCount) {
  const rules = [...BROAD, ...narrowRules()].slice(0, ruleCount);
  if (rules.length !== ruleCount) throw new Error(`there are only ${rules.length} rules, not ${ruleCount}`);
  return [
    `rulebook: bench-${ruleCount}`,
    "timezone: Europe/Amsterdam",
    "groups: {interest: {}, loyalty: {}}",
    "rules:",
    ...rules.map((rule) => `  ${rule}`),
    "",
  ].join("\n");
}

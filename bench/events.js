// What the customers do, a row of events.csv each, in order of time as exports come.

import { contactId } from "./people.js";
import { createWeighted, pick } from "./random.js";

const drawType = createWeighted([
  ["page_view", 41],
  ["email_open", 20],
  ["email_click", 8],
  ["search", 7],
  ["add_to_cart", 7],
  ["purchase", 6],
  ["store_visit", 3],
  ["remove_from_cart", 1],
  ["account_created", 1],
  ["review", 1],
  ["email_bounce", 1],
  ["return", 1],
  ["social_share", 1],
  ["workshop_signup", 1],
  ["complaint", 1],
]);
const drawCategory = createWeighted([
  ["running", 35],
  ["hiking", 25],
  ["cycling", 20],
  ["swimming", 12],
  ["accessories", 8],
]);
const drawDevice = createWeighted([
  ["mobile", 55],
  ["desktop", 43],
  ["bot", 2],
]);
const CAMPAIGNS = ["newsletter", "running", "run-club", "hiking", "hike-week", "sale", "new-in", "service"];
export const PAGES_PER_CATEGORY = 20;
const PRODUCTS_PER_CATEGORY = 12;

/** `first` numbers the events; their times lie in `from` <= at < `until`, in milliseconds since 1970. */
export function* eventRows({ first, count, contacts, from, until }, random) {
  yield "event_id,contact_id,type,occurred_at,category,product_id,amount,page,campaign,stars,device";
  for (let index = 0; index < count; index++) {
    const at = new Date(from + Math.floor(((index + random()) / count) * (until - from)));
    // A third of the contacts has most of the events.
    const contact = contactId(Math.floor(random() ** 2 * contacts));
    const type = drawType(random);
    const id = `e${String(first + index).padStart(10, "0")}`;
    yield `${id},${contact},${type},${at.toISOString().slice(0, 19)}Z,${eventFields(type, random)}`;
  }
}

function eventFields(type, random) {
  const device = drawDevice(random);
  switch (type) {
    case "page_view":
      return `${drawCategory(random)},,,${page(random)},,,${device}`;
    case "search":
      return `${drawCategory(random)},,,/search,,,${device}`;
    case "add_to_cart":
    case "remove_from_cart":
      return `${product(random)},,,,,${device}`;
    case "purchase":
    case "return":
      return `${product(random)},${amount(random)},,,,${device}`;
    case "review":
      return `${product(random)},,,,${1 + Math.floor(random() * 5)},${device}`;
    case "workshop_signup":
      return `${drawCategory(random)},,,,,,${device}`;
    case "email_open":
    case "email_click":
    case "email_bounce":
      return `,,,,${pick(CAMPAIGNS, random)},,${device}`;
    default:
      return ",,,,,,";
  }
}

function page(random) {
  return `/pages/${Math.floor(random() * PAGES_PER_CATEGORY)}`;
}

function product(random) {
  const category = drawCategory(random);
  return `${category},${category.slice(0, 3)}-${Math.floor(random() * PRODUCTS_PER_CATEGORY)}`;
}

function amount(random) {
  return (5 + Math.floor(random() ** 2 * 39_500) / 100).toFixed(2);
}

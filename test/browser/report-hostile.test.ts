// Reports whose every name is as bad as data can be: it is shown as written, and stays text.

import { expect, test } from "vitest";
import { hostileReport } from "../report/sample-reports.ts";
import { visitReports } from "./visited-reports.ts";

const { open } = visitReports();

/** Control characters have no place in a page; what stands for them is the same everywhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\ufffd]+/g;
const plain = (text: string) => text.replace(CONTROLS, " ").replace(/\s+/g, " ").trim();

/** What the program words itself: dates, figures and kinds. */
const WORDED = /\.(asOf|lastAsOf|at|timezone|points|pointsBefore|kind|code)$/;

/** All names and texts of a report, with the way to each. */
function namesIn(value: unknown, way = "report"): readonly (readonly [way: string, text: string])[] {
  if (typeof value === "string") return WORDED.test(way) ? [] : [[way, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => namesIn(part, `${way}.${key}`));
}

test("every name is shown as it is written", async () => {
  const { page } = await open("hostile");
  const shown = plain((await page.textContent("body")) ?? "");
  const missing = namesIn(hostileReport()).filter(([, text]) => !shown.includes(plain(text)));
  expect(missing).toEqual([]);
});

const ELEMENTS = `[...document.querySelectorAll("*")].flatMap((element) =>
  [element.localName, ...element.getAttributeNames().map((name) => element.localName + "[" + name + "]")])`;

test("no data becomes an element or an attribute", async () => {
  const kindsIn = async (sample: "rich" | "hostile") =>
    new Set(await (await open(sample)).page.evaluate<string[]>(ELEMENTS));
  const usual = await kindsIn("rich");
  expect([...(await kindsIn("hostile"))].filter((kind) => !usual.has(kind))).toEqual([]);
});

test("the policy holds: an image that is put into the page is refused", async () => {
  const { page, unwanted } = await open("rich");
  const address = "http://127.0.0.1:9/x";
  await page.evaluate(`void (new Image().src = ${JSON.stringify(address)})`);
  await page.waitForFunction("refusals.length > 0");
  expect(await unwanted()).toContain(`refused by img-src: ${address}`);
});

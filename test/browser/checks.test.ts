// The checks of pages themselves, on small pages that each have one fault, and on their sound neighbours.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { findBarriers } from "./accessibility.ts";
import { findChromium, NO_CHROMIUM } from "./find-chromium.ts";
import type { Finding } from "./findings.ts";
import {
  bundleChecks,
  newPage,
  type OpenedPage,
  openReport,
  startChromium,
  tabThrough,
} from "./opened-page.ts";

const temp = makeTempFolder();
const chromium = findChromium();
let browser: Browser | undefined;
/** Used by all tests that leave it as it was: a new one takes longer than most of them. */
let page: Page | undefined;
let script = "";

beforeAll(async () => {
  if (chromium === undefined) return;
  [browser, script] = await Promise.all([startChromium(chromium), bundleChecks()]);
  page = await narrowPage();
});

beforeEach(({ skip }) => skip(chromium === undefined, NO_CHROMIUM));

afterAll(async () => {
  await browser?.close();
  temp.remove();
});

async function narrowPage(): Promise<Page> {
  const narrow = await newPage(browser!);
  await narrow.setViewportSize({ width: 375, height: 600 });
  return narrow;
}

/** What a task finds on a page with this body. */
async function look<T>(
  body: string,
  task: (opened: OpenedPage) => Promise<T>,
  head = "",
  on = page!,
): Promise<T> {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title>${head}<body>${body}`;
  return task(await openReport(on, { html, folder: temp.path, script }));
}

/** The same on a page that nobody else uses. */
async function lookAfresh<T>(body: string, task: (opened: OpenedPage) => Promise<T>, head = ""): Promise<T> {
  const fresh = await narrowPage();
  try {
    return await look(body, task, head, fresh);
  } finally {
    await fresh.context().close();
  }
}

const checksOf = (findings: readonly Finding[]) => [...new Set(findings.map(({ check }) => check))];

const LONG = "a".repeat(100);
const svg = (content: string) =>
  `<svg width="200" height="100" viewBox="0 0 200 100" font-size="14">${content}</svg>`;

describe("layout", () => {
  test.each([
    ["a sound page", "<h1>Report</h1><p>Some words</p>", []],
    ["a line wider than the window", `<p>${LONG}</p>`, ["page width", "cut off"]],
    ["a page that is wider without text", `<div style="width: 400px; height: 9px"></div>`, ["page width"]],
    ["text hidden beside its box", `<p style="overflow: hidden">${LONG}</p>`, ["cut off"]],
    ["an ellipsis", `<p style="overflow: hidden; text-overflow: ellipsis">${LONG}</p>`, ["cut off"]],
    ["text hidden below its box", `<p style="overflow: clip; height: 12px">one<br>two</p>`, ["cut off"]],
    [
      "a line clamp",
      `<p style="display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 1; overflow: hidden">${"two ".repeat(60)}</p>`,
      ["cut off"],
    ],
    ["text left of the window", `<p style="margin-left: -40px">words</p>`, ["cut off"]],
    [
      "a region that scrolls",
      `<div style="overflow: auto" tabindex="0" role="region" aria-label="Wide">${LONG}</div>`,
      [],
    ],
    ["one that no key scrolls", `<div style="overflow: auto" aria-label="Wide">${LONG}</div>`, ["scrolling"]],
    ["one that has no name", `<div style="overflow: auto" tabindex="0">${LONG}</div>`, ["scrolling"]],
    [
      "a region that scrolls, beside the window",
      `<div style="width: 390px; overflow: auto" tabindex="0" aria-label="Wide">${LONG}</div>`,
      ["page width", "cut off"],
    ],
    [
      "hidden inside a region that scrolls",
      `<div style="overflow: auto" tabindex="0" aria-label="Wide"><p style="overflow: hidden">${LONG}</p></div>`,
      ["cut off"],
    ],
    [
      "text for screen readers",
      `<p style="position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: nowrap">${LONG}</p>`,
      [],
    ],
    [
      "what leaves a box that does not hold it",
      `<div style="overflow: hidden; height: 5px"><p style="position: absolute">words</p></div>`,
      [],
    ],
    ["closed details", `<details><summary>More</summary><p>${LONG}</p></details>`, []],
    ["a chart's text inside", svg(`<text x="10" y="50">words</text>`), []],
    ["a chart's text beside it", svg(`<text x="180" y="50">words</text>`), ["cut off"]],
    [
      "a chart's text that shows beside it",
      svg(`<text x="10" y="-8">words</text>`).replace(
        "<svg",
        `<p>x</p><p>x</p><svg style="overflow: visible"`,
      ),
      ["cut off"],
    ],
    [
      "a chart's turned text that is too long",
      svg(`<text transform="translate(50 90) rotate(-90)">many more words than fit</text>`),
      ["cut off"],
    ],
    [
      "a chart's texts on one another",
      svg(`<text x="10" y="50">words</text><text x="20" y="52">others</text>`),
      ["overlap"],
    ],
    [
      "a chart's texts beside one another",
      svg(`<text x="10" y="50">words</text><text x="80" y="50">others</text>`),
      [],
    ],
    ["texts on one another", `<p>words</p><p style="margin-top: -30px">others</p>`, ["overlap"]],
    ["a small sign", `<p><span style="font-size: 9px">▲</span> words</p>`, []],
    ["a small mark", `<style>p::before { content: "new"; font-size: 9px }</style><p>words</p>`, ["small"]],
    ["small print", `<p style="font-size: 10px">words</p>`, ["small"]],
    [
      "a chart's text that shrinks with it",
      svg(`<text x="10" y="50">words</text>`).replace(`width="200" height="100"`, `width="100" height="50"`),
      ["small"],
    ],
  ])("%s", async (_, body, expected) => {
    expect(checksOf(await look(body, ({ check }) => check("findLayout")))).toEqual(expected);
  });

  test("details that are opened", async () => {
    const body = `<details><summary>More</summary><p style="overflow: hidden">${LONG}</p></details>`;
    const findings = await look(body, async ({ check }) => {
      await check("openDetails");
      return check("findLayout");
    });
    expect(checksOf(findings)).toEqual(["cut off"]);
  });
});

describe("contrast", () => {
  const GREY = `<p style="color: #888">words</p>`;
  test.each([
    ["black on white", "<p>words</p>", []],
    ["grey on white", GREY, ["3.54: #888888 on #ffffff"]],
    ["grey on grey", `<div style="background: #333">${GREY}</div>`, ["3.56: #888888 on #333333"]],
    ["grey on black", `<div style="background: #000">${GREY}</div>`, []],
    ["a faded text", `<p style="opacity: 0.5">words</p>`, ["3.98: #808080 on #ffffff"]],
    ["a see-through ink", `<p style="color: rgb(0 0 0 / 50%)">words</p>`, ["3.98: #808080 on #ffffff"]],
    ["a see-through background", `<p style="background: rgb(0 0 0 / 50%)">words</p>`, []],
    ["another notation", `<p style="color: oklch(0.62 0 0)">words</p>`, ["3.64: #868686 on #ffffff"]],
    [
      "an image behind",
      `<p style="background: linear-gradient(#fff, #000)">words</p>`,
      ["lies on an image or a pattern"],
    ],
    ["a chart's text", svg(`<text x="10" y="50" fill="#888">words</text>`), ["3.54: #888888 on #ffffff"]],
    [
      "a chart's text on a bar",
      svg(`<rect width="200" height="100" fill="#222"/><text x="10" y="50">words</text>`),
      ["1.32: #000000 on #222222"],
    ],
    [
      "a bar behind the end of a text",
      svg(`<rect x="45" width="99" height="100" fill="#222"/><text x="10" y="50">words</text>`),
      ["1.32: #000000 on #222222"],
    ],
    [
      "a bar above a text's bar",
      svg(
        `<g pointer-events="none"><rect width="200" height="100" fill="#222"/><rect width="200" height="100" fill="#ddd"/><text x="10" y="50">words</text></g>`,
      ),
      [],
    ],
    [
      "a bar beside",
      svg(`<rect x="100" width="99" height="100" fill="#222"/><text x="10" y="50">words</text>`),
      [],
    ],
    [
      "a shape's empty corner",
      svg(`<path d="M0 0H10V90H200V100H0Z" fill="#222"/><text x="20" y="50">words</text>`),
      [],
    ],
    [
      "a faded bar",
      svg(`<rect width="200" height="100" fill="#000" opacity="0.1"/><text x="10" y="50">words</text>`),
      [],
    ],
    [
      "a halo",
      svg(
        `<rect width="200" height="100" fill="#222"/><text x="10" y="50" stroke="#fff" stroke-width="3" paint-order="stroke">words</text>`,
      ),
      [],
    ],
    [
      "a pattern",
      svg(`<pattern id="p"/><rect width="200" height="100" fill="url(#p)"/><text x="10" y="50">words</text>`),
      ["lies on an image or a pattern"],
    ],
    [
      "a pale mark",
      `<style>p::before { content: "+"; color: #888 }</style><p>words</p>`,
      ['"+": 3.54: #888888 on #ffffff'],
    ],
    ["far down", `<div style="height: 3000px"></div>${GREY}`, ["3.54: #888888 on #ffffff"]],
    [
      "to be scrolled to",
      `<div style="overflow: auto; white-space: pre">${LONG}<span style="color: #888">words</span></div>`,
      ["3.54: #888888 on #ffffff"],
    ],
  ])("%s", async (_, body, expected) => {
    const findings = await look(body, ({ check }) => check("findLowContrast"));
    expect(findings.map(({ what }) => what)).toEqual(expected);
  });

  test("goes by the scheme", async () => {
    const head = `<style>:root { color-scheme: light dark } p { color: #666 }</style>`;
    const count = (scheme: "light" | "dark") =>
      lookAfresh(
        "<p>words</p>",
        async ({ page, check }) => {
          await page.emulateMedia({ colorScheme: scheme });
          return (await check("findLowContrast")).length;
        },
        head,
      );
    expect([await count("light"), await count("dark")]).toEqual([0, 1]);
  });

  test.each([
    ["left out on paper", "", ["1.00: #ffffff on #ffffff"]],
    ["kept on paper", "print-color-adjust: exact", []],
  ])("a background that is %s", async (_, style, expected) => {
    const body = `<p style="background: #000; color: #fff; ${style}">words</p>`;
    const findings = await lookAfresh(body, async ({ page: fresh, check }) => {
      await fresh.emulateMedia({ media: "print" });
      return check("findLowContrast");
    });
    expect(findings.map(({ what }) => what)).toEqual(expected);
  });
});

describe("structure", () => {
  const TABLE = "<table><tr><td>1</td></tr></table>";
  const chart = (attributes: string, content = "") => `<svg role="img" ${attributes}>${content}</svg>`;
  test.each([
    ["headings in order", "<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>", []],
    ["a level left out", "<h1>a</h1><h3>b</h3>", ["headings"]],
    ["two titles", "<h1>a</h1><h1>b</h1>", ["headings"]],
    ["a chart with name and table", `<figure>${chart("", "<title>Scores</title>")}${TABLE}</figure>`, []],
    [
      "a name from elsewhere",
      `<figure><p id="n">Scores</p>${chart(`aria-labelledby="n"`)}${TABLE}</figure>`,
      [],
    ],
    ["a name from nowhere", `<figure>${chart(`aria-labelledby="n"`)}${TABLE}</figure>`, ["charts"]],
    ["a chart without a name", `<figure>${chart("")}${TABLE}</figure>`, ["charts"]],
    ["a chart without a table", `<figure>${chart(`aria-label="Scores"`)}</figure>`, ["charts"]],
    ["a chart that is decoration", `<svg aria-hidden="true"></svg>`, []],
    ["a chart that is nothing", "<svg></svg>", ["charts"]],
    ["a place in the page", `<a href="#a">go</a><p id="a">here</p>`, []],
    ["a place that is not there", `<a href="#a">go</a>`, ["references"]],
    ["another page", `<a href="https://example.com/">go</a>`, ["references"]],
  ])("%s", async (_, body, expected) => {
    expect(checksOf(await look(body, ({ check }) => check("findStructure")))).toEqual(expected);
  });
});

describe("direction", () => {
  const RIGHT_TO_LEFT = "\u05e9\u05dc\u05d5\u05dd";
  test.each([
    ["isolated", `<p>1 <bdi>${RIGHT_TO_LEFT}</bdi> 2</p>`, []],
    ["alone in its line", `<p><b>${RIGHT_TO_LEFT}</b></p>`, []],
    ["loose", `<p>1 <b>${RIGHT_TO_LEFT}</b> 2</p>`, ["direction"]],
    ["an override", "<p>1 <b>\u202eabc</b> 2</p>", ["direction"]],
    ["alone in a chart", svg(`<text x="90" y="50">${RIGHT_TO_LEFT}</text>`), []],
    [
      "loose in a chart",
      svg(`<text x="90" y="50">1 <tspan>${RIGHT_TO_LEFT}</tspan> 2</text>`),
      ["direction"],
    ],
  ])("%s", async (_, body, expected) => {
    expect(checksOf(await look(body, ({ check }) => check("findLooseDirections")))).toEqual(expected);
  });
});

describe("what a page does", () => {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
  const CLOSED_PORT = "http://127.0.0.1:9/x";
  test.each([
    ["nothing", "<p>words</p>", "", []],
    ["says something", "<script>console.log('words')</script>", "", ["said words"]],
    ["fails", "<script>throw new Error('words')</script>", "", ["failed: words"]],
    ["fetches", `<script>fetch("${CLOSED_PORT}").catch(() => {})</script>`, "", [`asked for ${CLOSED_PORT}`]],
    ["loads an image", `<img alt="" src="${CLOSED_PORT}">`, "", [`asked for ${CLOSED_PORT}`]],
    ["is refused a style", `<p style="color: red">words</p>`, policy, ["refused by style-src-attr: inline"]],
    [
      "is refused an image",
      `<img alt="" src="${CLOSED_PORT}">`,
      policy,
      [`refused by img-src: ${CLOSED_PORT}`],
    ],
  ])("%s", async (_, body, head, expected) => {
    const unwanted = await lookAfresh(body, (opened) => opened.unwanted(), head);
    expect(unwanted).toEqual(expect.arrayContaining(expected));
    expect(unwanted.length > 0).toBe(expected.length > 0);
  });
});

describe("keyboard", () => {
  test.each([
    ["an outline", `<a href="#">one</a>`, [undefined]],
    ["no outline", `<a href="#" style="outline: none">one</a>`, ["no outline"]],
    [
      "a pale outline",
      `<a href="#" style="outline: 2px solid #ccc">one</a>`,
      ["an outline with a contrast of 1.61"],
    ],
    [
      "something above",
      `<div style="position: fixed; inset: 0; background: #fff"></div><a href="#">one</a>`,
      [`covered by html > body > div ""`],
    ],
    [
      "out of the window",
      `<a href="#" style="position: fixed; left: -99px">one</a>`,
      ["outside of the window"],
    ],
  ])("%s", async (_, body, expected) => {
    expect((await look(body, tabThrough)).map(({ unseen }) => unseen)).toEqual(expected);
  });

  test("an order of its own", async () => {
    const stops = await look(`<a href="#" tabindex="2">one</a><a href="#" tabindex="1">two</a>`, tabThrough);
    expect(stops.map(({ where }) => where)).toEqual([`html > body > a "two"`, `html > body > a "one"`]);
  });
});

test("shapes that go where colours are forced are missed", async () => {
  const bar = (style: string) => `<div class="x" style="height: 9px; background: #00f; ${style}"></div>`;
  const seen = await lookAfresh(bar("") + bar("forced-color-adjust: none"), async ({ page, check }) => {
    const before = await check("seenShapes");
    await page.emulateMedia({ forcedColors: "active" });
    return [before.length, (await check("seenShapes")).length];
  });
  expect(seen).toEqual([2, 1]);
});

test("axe-core finds what is in nobody's way but a reader's", async () => {
  const barriers = await look(`<main><h1>t</h1><p><input></p></main>`, ({ page }) => findBarriers(page));
  expect(barriers).toEqual([expect.stringMatching(/^critical: label /)]);
});

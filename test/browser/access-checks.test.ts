// The checks of what screen readers, the keyboard and the network get, on small pages that each have one fault.

import { describe, expect, test } from "vitest";
import { findBarriers } from "./accessibility.ts";
import { tabThrough } from "./opened-page.ts";
import { checksOf, svg, visitSmallPages } from "./small-pages.ts";

const { look, lookAfresh } = visitSmallPages();

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

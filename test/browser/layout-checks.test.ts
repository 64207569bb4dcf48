// The checks of what one sees, on small pages that each have one fault, and on their sound neighbours.

import { describe, expect, test } from "vitest";
import { checksOf, svg, visitSmallPages } from "./small-pages.ts";

const { look, lookAfresh } = visitSmallPages();

const LONG = "a".repeat(100);

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

// What holds for every page, whatever it says: nothing that runs or loads, sound markup, bounded size.

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { renderPage } from "../../src/report/page/render-page.ts";
import { open } from "./read-page.ts";
import { SAMPLE_REPORTS } from "./sample-reports.ts";

/** Elements and attributes, wherever they are. */
const elements = (page: string) => [...open(page).querySelectorAll("*")];
const attributes = (page: string) => elements(page).flatMap((element) => [...element.attributes]);

describe.each(Object.entries(SAMPLE_REPORTS))("the %s page", (_, report) => {
  const page = renderPage(report());

  test("has nothing but elements of a document, tables and drawings", () => {
    const active = elements(page).filter(({ localName }) =>
      ["script", "iframe", "img", "object", "embed", "form", "input", "button", "base", "audio"].includes(
        localName,
      ),
    );
    expect(active).toEqual([]);
  });

  test("has one style, and its policy names the hash of that", () => {
    const styles = [...open(page).querySelectorAll("style")];
    const hash = createHash("sha256").update(styles[0]!.textContent!).digest("base64");
    const policy = open(page).querySelector("meta[http-equiv]")!.getAttribute("content");
    expect([styles.length, policy]).toEqual([
      1,
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    ]);
  });

  test("has no attribute that runs, styles or loads", () => {
    const wrong = attributes(page).filter(
      ({ name, value }) =>
        name.startsWith("on") ||
        ["style", "src", "srcset", "srcdoc", "action", "xlink:href", "xmlns"].includes(name) ||
        (name === "href" && !value.startsWith("#") && value !== "data:,"),
    );
    expect(wrong.map(({ name, value }) => `${name}=${value}`)).toEqual([]);
  });

  test("has every id once, and every reference leads to one", () => {
    const ids = elements(page).flatMap(({ id }) => (id === "" ? [] : [id]));
    const references = elements(page).flatMap((element) => [
      ...(element.getAttribute("aria-labelledby")?.split(" ") ?? []),
      ...(element.getAttribute("href")?.startsWith("#") ? [element.getAttribute("href")!.slice(1)] : []),
    ]);
    expect([ids.length, references.filter((id) => !ids.includes(id))]).toEqual([new Set(ids).size, []]);
  });

  test("names every drawing, or hides it from those who do not see it", () => {
    const silent = [...open(page).querySelectorAll("svg")].filter(
      (svg) =>
        svg.getAttribute("aria-hidden") !== "true" &&
        (svg.getAttribute("role") !== "img" || svg.querySelector("title") === null),
    );
    expect(silent).toEqual([]);
  });

  test("has headings without a gap", () => {
    const levels = [...open(page).querySelectorAll("h1, h2, h3, h4")].map(({ localName }) =>
      Number(localName[1]),
    );
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([]);
  });

  test("has at most 2 MB", () => {
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(2_000_000);
  });

  test("is the same bytes each time", () => {
    expect(renderPage(report())).toBe(page);
  });
});

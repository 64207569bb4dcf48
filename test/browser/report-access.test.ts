// Reports for everybody: by keyboard, by ear, in colours of one's own, without motion and without scripts.

import { describe, expect, test } from "vitest";
import { findBarriers } from "./accessibility.ts";
import { toLines } from "./findings.ts";
import { tabThrough } from "./opened-page.ts";
import { HEIGHT, SAMPLES, SMALL_SAMPLES, visitReports } from "./visited-reports.ts";

const { open, openWithoutScripts } = visitReports();

describe.each(SAMPLES)("the report %s", (sample) => {
  test("has headings in order, charts with names and tables, and leads nowhere else", async () => {
    const { check } = await open(sample);
    const findings = [...(await check("findStructure")), ...(await check("findLooseDirections"))];
    expect(toLines(findings)).toEqual([]);
  });

  test("says the same without scripts", async () => {
    const { page } = await open(sample);
    const bare = await openWithoutScripts(sample);
    const [withScripts, without] = [await page.textContent("body"), await bare.page.textContent("body")];
    await bare.page.context().close();
    expect(without).toBe(withScripts);
  });
});

describe.each(SMALL_SAMPLES)("the report %s", (sample) => {
  test("raises no barrier that axe-core knows of", async () => {
    const { page, check } = await open(sample);
    await check("openDetails");
    expect(await findBarriers(page)).toEqual([]);
  });

  test.each(["light", "dark"] as const)("loses nothing where colours are forced, %s", async (scheme) => {
    const { page, check } = await open(sample);
    await page.emulateMedia({ colorScheme: scheme });
    const before = { texts: await check("seenTexts"), shapes: await check("seenShapes") };
    await page.emulateMedia({ forcedColors: "active" });
    expect({ texts: await check("seenTexts"), shapes: await check("seenShapes") }).toEqual(before);
    expect(toLines(await check("findLowContrast"))).toEqual([]);
  });

  test("stands still where motion is reduced", async () => {
    const { page, check } = await open(sample);
    const before = await check("seenTexts");
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await check("seenTexts")).toEqual(before);
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
    expect(await page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")).toBe("auto");
  });
});

test.each([375, 1280])(
  "the Tab key stops everywhere, in order and to be seen, at %d pixels",
  async (width) => {
    const opened = await open("rich");
    await opened.page.emulateMedia({ reducedMotion: "reduce" });
    await opened.page.setViewportSize({ width, height: HEIGHT });
    await opened.check("openDetails");
    const expected = (await opened.check("expectedStops")).map((where) => ({ where, unseen: undefined }));
    expect(await tabThrough(opened)).toEqual(expected);
  },
);

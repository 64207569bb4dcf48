// Reports on screens of three widths and on paper, light and dark: nothing cut off, covered, small or pale, and nothing
// that the page asks for, says, or has refused.

import { describe, expect, test } from "vitest";
import { toLines } from "./findings.ts";
import { HEIGHT, SAMPLES, SMALL_SAMPLES, visitReports } from "./visited-reports.ts";

const { open } = visitReports();

const WIDTHS = [375, 768, 1280];
/** Of A4 at 96 pixels an inch, between margins of 10 millimetres. */
const PAPER_WIDTH = 718;
const SCHEMES = ["light", "dark"] as const;

describe.each(SAMPLES)("the report %s", (sample) => {
  test.each(WIDTHS)("at %d pixels, as it opens", async (width) => {
    const { page, check, unwanted } = await open(sample);
    await page.setViewportSize({ width, height: HEIGHT });
    expect([...toLines(await check("findLayout")), ...(await unwanted())]).toEqual([]);
  });
});

describe.each(SMALL_SAMPLES)("the report %s", (sample) => {
  const screens = WIDTHS.flatMap((width) => SCHEMES.map((scheme) => [width, scheme] as const));
  test.each(screens)("at %d pixels, %s, with all details open", async (width, scheme) => {
    const { page, check, unwanted } = await open(sample);
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: HEIGHT });
    await check("openDetails");
    const findings = [...(await check("findLayout")), ...(await check("findLowContrast"))];
    expect([...toLines(findings), ...(await unwanted())]).toEqual([]);
  });

  test.each(SCHEMES)("on paper, from a %s screen", async (scheme) => {
    const { page, check } = await open(sample);
    await page.emulateMedia({ colorScheme: scheme, media: "print" });
    await page.setViewportSize({ width: PAPER_WIDTH, height: HEIGHT });
    const findings = [...(await check("findLayout")), ...(await check("findLowContrast"))];
    expect(toLines(findings)).toEqual([]);
  });
});

test("prints", async () => {
  const { page } = await open("rich");
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
});

// What the tests of reports share: a browser with one page, the sample reports as pages, and no test without a Chromium.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { renderPage } from "../../src/report/page/render-page.ts";
import { emptyReport, firstReport, hostileReport, hugeReport, richReport } from "../report/sample-reports.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { findChromium, NO_CHROMIUM } from "./find-chromium.ts";
import { bundleChecks, newPage, type OpenedPage, openReport, startChromium } from "./opened-page.ts";

const REPORTS = {
  rich: richReport,
  first: firstReport,
  empty: emptyReport,
  huge: hugeReport,
  hostile: hostileReport,
};

export type SampleName = keyof typeof REPORTS;

export const SAMPLES = Object.keys(REPORTS) as readonly SampleName[];
/** All but the one that has the same kinds of rows as others and only many more of them: looking at it takes long. */
export const SMALL_SAMPLES = SAMPLES.filter((sample) => sample !== "huge");

export interface Visitor {
  /** Opens a report on the page that all tests of the file use, as it was at first: 1280 by 800 pixels, light, on a screen. */
  readonly open: (sample: SampleName) => Promise<OpenedPage>;
  /** On a page of its own, that does not run scripts. */
  readonly openWithoutScripts: (sample: SampleName) => Promise<OpenedPage>;
}

const WIDTH = 1280;
export const HEIGHT = 800;

/** To be called once, at the beginning of a test file. */
export function visitReports(): Visitor {
  const temp = makeTempFolder();
  const chromium = findChromium();
  let browser: Browser;
  let page: Page;
  let script: string;

  beforeAll(async () => {
    if (chromium === undefined) return;
    [browser, script] = await Promise.all([startChromium(chromium), bundleChecks()]);
    page = await newPage(browser);
  });
  beforeEach(({ skip }) => skip(chromium === undefined, NO_CHROMIUM));
  afterAll(async () => {
    await browser?.close();
    temp.remove();
  });

  const pages = new Map<SampleName, string>();
  const openOn = (on: Page, sample: SampleName) => {
    const html = pages.get(sample) ?? renderPage(REPORTS[sample]());
    pages.set(sample, html);
    return openReport(on, { html, folder: temp.path, script });
  };
  return {
    open: async (sample) => {
      await page.emulateMedia({ media: null, colorScheme: null, forcedColors: null, reducedMotion: null });
      await page.setViewportSize({ width: WIDTH, height: HEIGHT });
      return openOn(page, sample);
    },
    openWithoutScripts: async (sample) => openOn(await newPage(browser, false), sample),
  };
}

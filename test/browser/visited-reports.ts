// What the tests of reports share: the sample reports as pages, in a browser.

import type { Page } from "playwright-core";
import { renderPage } from "../../src/report/page/render-page.ts";
import { SAMPLE_REPORTS } from "../report/sample-reports.ts";
import type { OpenedPage } from "./opened-page.ts";
import { shareBrowser } from "./shared-browser.ts";

export type SampleName = keyof typeof SAMPLE_REPORTS;

export const SAMPLES = Object.keys(SAMPLE_REPORTS) as readonly SampleName[];
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
  const browser = shareBrowser();
  const pages = new Map<SampleName, string>();
  const openOn = (on: Page, sample: SampleName) => {
    const html = pages.get(sample) ?? renderPage(SAMPLE_REPORTS[sample]());
    pages.set(sample, html);
    return browser.show(on, html);
  };
  return {
    open: async (sample) => {
      const page = browser.page();
      await page.emulateMedia({ media: null, colorScheme: null, forcedColors: null, reducedMotion: null });
      await page.setViewportSize({ width: WIDTH, height: HEIGHT });
      return openOn(page, sample);
    },
    openWithoutScripts: async (sample) => openOn(await browser.newPage(false), sample),
  };
}

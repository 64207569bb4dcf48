// A browser for the tests of a file, with one page that all of them use. Without a Chromium they are skipped.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { findChromium, NO_CHROMIUM } from "./find-chromium.ts";
import { bundleChecks, newPage, type OpenedPage, openReport, startChromium } from "./opened-page.ts";

export interface SharedBrowser {
  /** The page that all tests of the file use: a new one takes longer than most tests. */
  readonly page: () => Page;
  /** One that nobody else uses; the caller closes its context. */
  readonly newPage: (javaScriptEnabled?: boolean) => Promise<Page>;
  readonly show: (on: Page, html: string) => Promise<OpenedPage>;
}

/** To be called once, at the beginning of a test file. */
export function shareBrowser(): SharedBrowser {
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

  return {
    page: () => page,
    newPage: (javaScriptEnabled) => newPage(browser, javaScriptEnabled),
    show: (on, html) => openReport(on, { html, folder: temp.path, script }),
  };
}

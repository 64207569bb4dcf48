// Small pages that show one fault each, for the tests of the checks themselves.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { findChromium, NO_CHROMIUM } from "./find-chromium.ts";
import type { Finding } from "./findings.ts";
import { bundleChecks, newPage, type OpenedPage, openReport, startChromium } from "./opened-page.ts";

/** What a task finds on a page with this body, and more in its head; the page is 375 by 600 pixels. */
export type Look = <T>(body: string, task: (opened: OpenedPage) => Promise<T>, head?: string) => Promise<T>;

interface SmallPages {
  /** On the page that all tests of the file use, for tasks that leave it as it was: a new one takes longer than most. */
  readonly look: Look;
  /** On a page that nobody else uses. */
  readonly lookAfresh: Look;
}

/** To be called once, at the beginning of a test file. */
export function visitSmallPages(): SmallPages {
  const temp = makeTempFolder();
  const chromium = findChromium();
  let browser: Browser;
  let page: Page;
  let script: string;

  beforeAll(async () => {
    if (chromium === undefined) return;
    [browser, script] = await Promise.all([startChromium(chromium), bundleChecks()]);
    page = await narrowPage(browser);
  });
  beforeEach(({ skip }) => skip(chromium === undefined, NO_CHROMIUM));
  afterAll(async () => {
    await browser?.close();
    temp.remove();
  });

  const lookOn = async <T>(on: Page, html: string, task: (opened: OpenedPage) => Promise<T>) =>
    task(await openReport(on, { html, folder: temp.path, script }));
  return {
    look: (body, task, head) => lookOn(page, around(body, head), task),
    lookAfresh: async (body, task, head) => {
      const fresh = await narrowPage(browser);
      try {
        return await lookOn(fresh, around(body, head), task);
      } finally {
        await fresh.context().close();
      }
    },
  };
}

async function narrowPage(browser: Browser): Promise<Page> {
  const page = await newPage(browser);
  await page.setViewportSize({ width: 375, height: 600 });
  return page;
}

function around(body: string, head = ""): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title>${head}<body>${body}`;
}

/** Which checks have found anything. */
export function checksOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({ check }) => check))];
}

/** A chart of 200 by 100 pixels. */
export function svg(content: string): string {
  return `<svg width="200" height="100" viewBox="0 0 200 100" font-size="14">${content}</svg>`;
}

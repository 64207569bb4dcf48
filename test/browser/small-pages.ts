// Small pages that show one fault each, for the tests of the checks themselves.

import type { Page } from "playwright-core";
import type { Finding } from "./findings.ts";
import type { OpenedPage } from "./opened-page.ts";
import { shareBrowser } from "./shared-browser.ts";

/** What a task finds on a page with this body, and more in its head; the page is 375 by 600 pixels. */
export type Look = <T>(body: string, task: (opened: OpenedPage) => Promise<T>, head?: string) => Promise<T>;

interface SmallPages {
  /** On the page that all tests of the file use, for tasks that leave it as it was. */
  readonly look: Look;
  /** On a page that nobody else uses. */
  readonly lookAfresh: Look;
}

/** To be called once, at the beginning of a test file. */
export function visitSmallPages(): SmallPages {
  const browser = shareBrowser();
  const lookOn = async <T>(on: Page, html: string, task: (opened: OpenedPage) => Promise<T>) => {
    await on.setViewportSize({ width: 375, height: 600 });
    return task(await browser.show(on, html));
  };
  return {
    look: (body, task, head) => lookOn(browser.page(), around(body, head), task),
    lookAfresh: async (body, task, head) => {
      const fresh = await browser.newPage();
      try {
        return await lookOn(fresh, around(body, head), task);
      } finally {
        await fresh.context().close();
      }
    },
  };
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

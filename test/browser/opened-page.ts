// A page in Chromium, opened from a file as people open it, with everything noted that it asks for or says.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { rolldown } from "rolldown";
import type { CheckResults, FocusStop } from "./findings.ts";

export interface OpenedPage {
  readonly page: Page;
  /** Addresses it asked for besides its own, messages, errors, and what its policy refused. */
  readonly unwanted: () => Promise<readonly string[]>;
  /** Runs a check in the page. */
  readonly check: <Name extends keyof CheckResults>(name: Name) => Promise<CheckResults[Name]>;
}

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const NOTE_REFUSALS = `
  globalThis.refusals = [];
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    refusals.push("refused by " + effectiveDirective + ": " + blockedURI));
`;

/** With an empty profile of its own, which goes when the caller closes it. */
export function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** The checks as a script. */
export async function bundleChecks(): Promise<string> {
  const bundle = await rolldown({ input: join(import.meta.dirname, "in-page", "main.ts") });
  const { output } = await bundle.generate({ format: "iife" });
  await bundle.close();
  return output[0].code;
}

export interface Opening {
  readonly html: string;
  /** Gets the page's file; the caller removes it. */
  readonly folder: string;
  /** From `bundleChecks`. */
  readonly script: string;
}

/** An empty page, 1280 by 800 pixels, light. The caller closes its context. */
export async function newPage(browser: Browser, javaScriptEnabled = true): Promise<Page> {
  const viewport = { width: 1280, height: 800 };
  const context = await browser.newContext({ viewport, javaScriptEnabled, offline: true });
  const page = await context.newPage();
  await page.addInitScript({ content: NOTE_REFUSALS });
  return page;
}

export async function openReport(page: Page, { html, folder, script }: Opening): Promise<OpenedPage> {
  const file = join(folder, "report.html");
  writeFileSync(file, html);
  const address = pathToFileURL(file).href;
  const noted = noteUnwanted(page, address);
  await page.goto(address);
  await page.evaluate(script);
  const unwanted = async () => [...noted, ...(await page.evaluate<string[]>("globalThis.refusals ?? []"))];
  return { page, unwanted, check: (name) => page.evaluate(`pageChecks.${name}()`) };
}

/** Presses Tab as often as the page has places to stop at. */
export async function tabThrough({ page, check }: OpenedPage): Promise<readonly FocusStop[]> {
  const stops: FocusStop[] = [];
  for (const _ of await check("expectedStops")) {
    await page.keyboard.press("Tab");
    stops.push(await check("focusedStop"));
  }
  return stops;
}

function noteUnwanted(page: Page, address: string): readonly string[] {
  const noted: string[] = [];
  page.on("request", (request) => {
    if (request.url() !== address) noted.push(`asked for ${request.url()}`);
  });
  page.on("console", (message) => noted.push(`said ${message.text()}`));
  page.on("pageerror", (error) => noted.push(`failed: ${error.message}`));
  return noted;
}

// axe-core on a page, with the rules of WCAG 2.2 up to AA, its best practices, and those it calls experimental.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, Result } from "axe-core";
import type { Page } from "playwright-core";

const SOURCE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"];

/** A line for each element that breaks a rule: how serious, which rule, which element. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(SOURCE, "utf8"));
  const options = JSON.stringify({ runOnly: { type: "tag", values: TAGS }, resultTypes: ["violations"] });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  return violations.flatMap(describeBarriers);
}

function describeBarriers({ impact, id, help, nodes }: Result): readonly string[] {
  return nodes.map(({ target }) => `${impact}: ${id} (${help}): ${target.join(" ")}`);
}

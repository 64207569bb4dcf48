// What all pages share: no line is wider than the terminal, and without colour nothing but text is printed.

import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Page } from "../../../src/cli/drawing/page.ts";
import { drawRulebookDiff } from "../../../src/cli/pages/diff-page.ts";
import { drawExplanation } from "../../../src/cli/pages/explanation-page.ts";
import { drawRun } from "../../../src/cli/pages/run-page.ts";
import { drawRuns } from "../../../src/cli/pages/runs-page.ts";
import { drawTop } from "../../../src/cli/pages/top-page.ts";
import { propertyRuns } from "../../support/property-runs.ts";
import { anyName, anyWidth, colouredPage, pageOf, tooWide } from "../../support/terminal-page.ts";
import * as shown from "../../support/terminal-samples.ts";

const PAGES: Readonly<Record<string, (name: string, page: Page) => string>> = {
  run: (name, page) =>
    drawRun(shown.doneRun(name), shown.shopOf(name), { out: name }, shown.RUN_BEFORE, page),
  top: (name, page) => drawTop(shown.topContacts([name, "bo", `x${name}`]), shown.SHOP.groups[0]!, page),
  runs: (name, page) =>
    drawRuns(
      [3, 2, 1].map((run) =>
        shown.shownRun(run, { contacts: 10 ** (2 * run), triggers: [name], isWritten: run !== 3 }),
      ),
      page,
    ),
  diff: (name, page) => drawRulebookDiff(shown.differenceOf(name), page),
  explain: (name, page) => drawExplanation(shown.explainedContact(name), { events: true }, page),
};

describe.each(Object.entries(PAGES))("%s", (_, draw) => {
  test("prints no line wider than the terminal, whatever names are", () => {
    fc.assert(
      fc.property(anyName, anyWidth, (name, width) => {
        expect(tooWide(draw(name, pageOf(width)), width)).toEqual([]);
      }),
      propertyRuns(60),
    );
  });

  test("is the same without colours, and then has no escape codes", () => {
    const plain = draw("日本 e\u0301lodie", pageOf(80));
    const coloured = draw("日本 e\u0301lodie", colouredPage(80));
    expect(coloured).not.toBe(plain);
    expect(stripVTControlCharacters(coloured)).toBe(plain);
    expect(plain).not.toContain("\u001b");
  });

  test("has no blocks where they cannot be shown", () => {
    expect(draw("ada", pageOf(80, { hasBlocks: false }))).not.toMatch(/[▁-▏]/u);
  });

  test("leaves no blanks at line ends", () => {
    expect(draw("ada", pageOf(60))).not.toMatch(/ $/m);
  });
});

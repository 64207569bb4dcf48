// Every page as it is printed, wide and narrow. `vitest run -u` writes them anew: read what has changed.

import { describe, expect, test } from "vitest";
import type { Page } from "../../../src/cli/drawing/page.ts";
import { drawRulebookDiff } from "../../../src/cli/pages/diff-page.ts";
import { drawExplanation } from "../../../src/cli/pages/explanation-page.ts";
import { drawRun } from "../../../src/cli/pages/run-page.ts";
import { drawRuns } from "../../../src/cli/pages/runs-page.ts";
import { drawTop } from "../../../src/cli/pages/top-page.ts";
import { pageOf } from "../../support/terminal-page.ts";
import * as shown from "../../support/terminal-samples.ts";

const RUNS = [
  shown.shownRun(4, { contacts: 1010, moved: 3, fired: 12, triggers: ["nurture 12"], isWritten: false }),
  shown.shownRun(3, { contacts: 1004, moved: 0 }),
  shown.shownRun(2, { contacts: 1000, moved: 24, fired: 1, triggers: ["call 1"] }),
  shown.shownRun(1, { fired: 31, triggers: ["nurture 20", "call 11"] }),
];
const CONTACTS = shown.topContacts(["ada", "日本語の名前", "e\u0301lodie", "x".repeat(200), "👩‍👩‍👧 bo"]);

const PAGES: Readonly<Record<string, (page: Page) => string>> = {
  run: (page) => drawRun(shown.doneRun(), shown.SHOP, { out: "out" }, shown.RUN_BEFORE, page),
  top: (page) => drawTop(CONTACTS, shown.SHOP.groups[0]!, page),
  runs: (page) => drawRuns(RUNS, page),
  diff: (page) => drawRulebookDiff(shown.differenceOf("ada"), page),
  explain: (page) => drawExplanation(shown.explainedContact("ada"), { events: true }, page),
};

describe.each(Object.entries(PAGES))("%s", (name, draw) => {
  test.each([80, 48])("in %i columns", async (width) => {
    await expect(draw(pageOf(width))).toMatchFileSnapshot(`golden/${name}-${width}.txt`);
  });
});

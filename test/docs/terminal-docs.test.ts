// What docs/outputs.md shows of a terminal is what one of that width gets.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DoneRun } from "../../src/cli/facts/done-run.ts";
import { findRunBefore } from "../../src/cli/facts/run-before.ts";
import { showRun } from "../../src/cli/facts/shown-run.ts";
import { drawRun } from "../../src/cli/pages/run-page.ts";
import { drawRuns } from "../../src/cli/pages/runs-page.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { parseAsOf } from "../../src/values/as-of.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { PROJECT } from "../support/cli.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { pageOf } from "../support/terminal-page.ts";

const DOC = readFileSync(join(PROJECT, "docs", "outputs.md"), "utf8");
const WIDTH = 80;
const NIGHTS = ["2026-08-02", "2026-10-02", "2026-11-02"];
const temp = makeTempFolder();
let store: Store;
let rulebook: Rulebook;
let last: DoneRun;

beforeAll(async () => {
  rulebook = rulebookOf(readFileSync(join(PROJECT, "rules", "shoe-shop.yaml"), "utf8"));
  store = openStore(join(temp.path, "shop.db"), { mode: "write" });
  const sample = (name: string) => [join(PROJECT, "samples", "shoe-shop", `${name}.csv`)];
  for (const [index, night] of NIGHTS.entries()) {
    const asOf = parseAsOf(night, createCalendar(rulebook.timezone))!;
    const files = index === 0 ? { contacts: sample("contacts"), events: sample("events") } : {};
    const outcome = await runRulebook(store, runRequest({ rulebook, asOf, ...files }));
    if (outcome.kind !== "done") throw new Error(outcome.kind);
    store.markWritten(outcome.runId, "");
    last = outcome;
  }
});

afterAll(() => {
  store.close();
  temp.remove();
});

const shownAfter = (command: string) => DOC.split(`\`${command}\`:\n\n\`\`\`text\n`)[1]?.split("```")[0];

test("a run", () => {
  const before = findRunBefore(store, last);
  expect(shownAfter("tallybook run")).toBe(drawRun(last, rulebook, { out: "out" }, before, pageOf(WIDTH)));
});

test("runs", () => {
  expect(shownAfter("tallybook runs")).toBe(drawRuns(store.runs(20).map(showRun), pageOf(WIDTH)));
});

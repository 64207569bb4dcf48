import { describe, expect, test } from "vitest";
import { drawRun } from "../../../src/cli/pages/run-page.ts";
import { pageOf } from "../../support/terminal-page.ts";
import * as shown from "../../support/terminal-samples.ts";

const { RUN_BEFORE, SHOP } = shown;
const page = pageOf(80);

describe("a run on a terminal", () => {
  test("of a database without an earlier one knows of no changes", () => {
    const text = drawRun(shown.doneRun(), SHOP, { out: "out" }, undefined, page);
    expect(text).not.toMatch(/since run|[+]\d/);
  });

  test("that is dry tells what changes, not who moved", () => {
    const before = { ...RUN_BEFORE, moved: undefined };
    const text = drawRun(shown.doneRun(), SHOP, { dryRun: true }, before, page);
    expect(text).toContain("\nchanges since run 4, as of 2026-02-28\n");
    expect(text).toContain("dry run: nothing was kept, nothing was written\n");
  });

  test("in which nothing fired says so in a line", () => {
    const run = shown.doneRun();
    const triggers = run.summary.triggers.map(({ trigger }) => ({ trigger, firings: 0 }));
    const quiet = { ...run, summary: { ...run.summary, triggers } };
    expect(drawRun(quiet, SHOP, {}, undefined, page)).toContain("\ntriggers   none of 2 fired\n");
  });
});

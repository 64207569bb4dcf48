// One test: its runs, one after the other, on one state.

import type { Evaluate } from "../evaluate/compile-rulebook.ts";
import type { Rulebook } from "../rulebook/model.ts";
import { findOverruns } from "../run/firing-limits.ts";
import { findBackground } from "./background.ts";
import { compareRun } from "./compare.ts";
import type { Difference, FailedRun } from "./difference.ts";
import type { TestCase, TestRun } from "./model.ts";
import { createWorld, type RunContact } from "./world.ts";

export interface TestSubject {
  readonly rulebook: Rulebook;
  readonly evaluate: Evaluate;
  /** Told of everything that runs find, for coverage. */
  readonly onRun: (contacts: readonly RunContact[]) => void;
}

/** The runs that gave something else than expected; none when the test passes. */
export function runTest(test: TestCase, { rulebook, evaluate, onRun }: TestSubject): readonly FailedRun[] {
  const world = createWorld(rulebook, evaluate);
  return test.runs.flatMap((run, index) => {
    world.addContacts(run.contacts, run.listings);
    world.addLinks(run.links);
    for (const rows of run.events) world.addEvents(rows);
    const found = world.run(run.asOf);
    onRun(found);
    const contacts = new Map(found.map((contact) => [contact.history.contactId, contact]));
    const failed = compareRun(run.checks, contacts);
    const differences = [...failed.flatMap((each) => each.differences), ...findStops(run, rulebook, found)];
    if (differences.length === 0) return [];
    const checks = failed.map(({ check }) => check);
    const behind = findBackground(checks, contacts, rulebook, run.asOf);
    return [{ number: index + 1, of: test.runs.length, asOf: run.asOf, differences, behind }];
  });
}

/** More firings than `at_most` would stop the run. */
function findStops(run: TestRun, rulebook: Rulebook, found: readonly RunContact[]): readonly Difference[] {
  const fired = found.flatMap(({ evaluation }) => (evaluation.kind === "scored" ? evaluation.firings : []));
  const counts = rulebook.triggers.map(({ id }) => ({
    trigger: id,
    firings: fired.filter(({ trigger }) => trigger === id).length,
  }));
  return findOverruns(rulebook, counts).map(({ trigger, firings, atMost }) => ({
    kind: "at_most",
    line: run.span.line,
    contact: undefined,
    name: trigger,
    finding: { kind: "value", expected: `at most ${atMost} firings in a run`, got: String(firings) },
  }));
}

// What a run says at its end. What prints is imported only then.

import type { Rulebook } from "../../rulebook/model.ts";
import type { RunOutcome } from "../../run/run-rulebook.ts";
import type { Store } from "../../store/store.ts";
import type { CountLimit } from "../../values/count-limit.ts";
import { pageOf } from "../drawing/page.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { DoneRun, WrittenLists } from "../facts/done-run.ts";
import type { Terminal } from "../terminal.ts";

export async function refuseRun(
  outcome: Exclude<RunOutcome, DoneRun>,
  limit: CountLimit,
  terminal: Terminal,
): Promise<ExitCode> {
  const { formatTooManyFirings, formatTooManyRejects } = await import("../print/refusal.ts");
  terminal.err(
    outcome.kind === "too_many_rejects"
      ? formatTooManyRejects(outcome, limit)
      : formatTooManyFirings(outcome.overruns),
  );
  return EXIT.found;
}

interface ConcludeOptions extends WrittenLists {
  readonly json?: boolean;
}

export async function printRun(
  run: DoneRun,
  rulebook: Rulebook,
  options: ConcludeOptions,
  terminal: Terminal,
  store: Store,
): Promise<void> {
  if (options.json === true) {
    const { formatRunJson } = await import("../formats/run-json.ts");
    terminal.out(formatRunJson(run, rulebook, options));
    return;
  }
  const page = pageOf(terminal);
  if (page === undefined) {
    const { formatRun } = await import("../print/run.ts");
    terminal.out(formatRun(run, rulebook, options));
    return;
  }
  const { drawRun } = await import("../pages/run-page.ts");
  const { findRunBefore } = await import("../facts/run-before.ts");
  terminal.out(drawRun(run, rulebook, options, findRunBefore(store, run), page));
}

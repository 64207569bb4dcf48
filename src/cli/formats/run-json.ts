import type { Rulebook } from "../../rulebook/model.ts";
import { createCalendar } from "../../values/calendar.ts";
import type { DoneRun, WrittenLists } from "../facts/done-run.ts";
import { showJson } from "../terminal.ts";
import { findWarnings } from "../wording/run-warnings.ts";

/** The figures in the words of run.json. */
export function formatRunJson(
  run: DoneRun,
  rulebook: Rulebook,
  { out, dryRun = false }: WrittenLists,
): string {
  const report = {
    rulebook: rulebook.id,
    as_of: createCalendar(rulebook.timezone).format(run.asOf),
    dry_run: dryRun,
    repeated: run.repeated,
    out: dryRun ? null : (out ?? null),
    ...run.summary,
    warnings: findWarnings(run.summary),
  };
  return showJson(report);
}

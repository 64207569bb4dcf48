// What deserves a look although the run went through.

import type { InputSummary, RunSummary } from "../../output/run-summary.ts";
import type { Imported } from "../../run/import-inputs.ts";
import { formatCountOf } from "../../values/count.ts";

/** For people, a line each. */
export function findWarnings(summary: RunSummary): readonly string[] {
  const { totals, conflicts } = summary;
  const homeless = totals.events_without_contact;
  return [
    ...findInputWarnings(summary, "rejects.csv says why"),
    conflicts > 0 &&
      `${formatCountOf(conflicts, "identity", "identities")} linked to several contacts; conflicts.csv lists them`,
    homeless > 0 &&
      `${formatCountOf(homeless, "event")} of contacts that no contacts file has named; kept until one does`,
  ].filter((warning) => warning !== false);
}

/** Of an import, whose rejects the next run lists. */
export function findImportWarnings({ inputs, incompleteSources }: Imported): readonly string[] {
  const read = { inputs, incomplete_sources: incompleteSources };
  return findInputWarnings(read, "rejects.csv of the next run says why");
}

/** Those that only files are needed for; `where` rejects are told of. */
function findInputWarnings(
  { inputs, incomplete_sources }: Pick<RunSummary, "inputs" | "incomplete_sources">,
  where: string,
): readonly string[] {
  const sum = (figure: (input: InputSummary) => number) =>
    inputs.reduce((total, input) => total + figure(input), 0);
  const rejected = sum((input) => input.rejected);
  const shifted = sum((input) => input.skipped_times);
  const doubled = sum((input) => input.repeated_times);
  const rounded = sum((input) => input.rounded_numbers);
  const incomplete = incomplete_sources.map(
    (source) =>
      `source "${source}" is said to be complete, but had rejected rows, or none at all; nobody was retired`,
  );
  return [
    ...incomplete,
    rejected > 0 && `${formatCountOf(rejected, "row")} rejected; ${where}`,
    shifted > 0 &&
      `${formatCountOf(shifted, "time")} that a clock change leaves out; moved forward by the gap`,
    doubled > 0 && `${formatCountOf(doubled, "time")} that a clock change repeats; the first was taken`,
    rounded > 0 && `${formatCountOf(rounded, "number")} with more than six places; rounded to six`,
  ].filter((warning) => warning !== false);
}

// Why a run was given up, with nothing changed.

import type { RunOutcome } from "../../run/run-rulebook.ts";
import type { TooManyRejects } from "../../run/take-in.ts";
import { formatCount, formatCountOf } from "../../values/count.ts";
import { type CountLimit, formatCountLimit } from "../../values/count-limit.ts";
import { showText } from "../terminal.ts";

type TooManyFirings = Extract<RunOutcome, { kind: "too_many_firings" }>;

/** The first few rejects, then the verdict: people read the end first. */
export function formatTooManyRejects({ inputs, examples }: TooManyRejects, limit: CountLimit): string {
  const rejected = inputs.reduce((sum, input) => sum + input.rejected, 0);
  const rows = inputs.reduce((sum, input) => sum + input.rows, 0);
  const shown = examples.map(({ file, line, column, code, message }) => {
    const place = `${file}:${line}${column === undefined ? "" : `: "${column}"`}`;
    return `${showText(`${place}: ${message} [${code}]`)}\n`;
  });
  const more = rejected - examples.length;
  const rest = more > 0 ? `… and ${formatCount(more)} more\n` : "";
  const verdict =
    `tallybook: ${formatCountOf(rejected, "row")} of ${formatCount(rows)} rejected, more than --max-rejects ` +
    `${formatCountLimit(limit)} allows; nothing was changed: mend the rows, or allow more\n`;
  return `${shown.join("")}${rest}${verdict}`;
}

export function formatTooManyFirings(overruns: TooManyFirings["overruns"]): string {
  return overruns
    .map(
      ({ trigger, firings, atMost }) =>
        `tallybook: trigger "${trigger}" would fire ${formatCountOf(firings, "time")}, more than its at_most of ` +
        `${formatCount(atMost)}; nothing was changed: look into it, or raise at_most\n`,
    )
    .join("");
}

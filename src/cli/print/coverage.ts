// Which parts of a rulebook its tests have reached.

import type { Coverage, Reached } from "../../testing/coverage.ts";
import { showText } from "../terminal.ts";
import { alignRows } from "./table.ts";

const PARTS = ["rules", "bands", "triggers"] as const;
const ONE: Readonly<Record<(typeof PARTS)[number], string>> = {
  rules: "rule",
  bands: "band",
  triggers: "trigger",
};

export function formatCoverage(all: readonly Coverage[]): string {
  return all.map(formatOne).join("\n");
}

/** Percentages first, then what no test reached, with its line in the rulebook. */
function formatOne(coverage: Coverage): string {
  const figures = alignRows(
    PARTS.map((part) => [
      part,
      `${coverage[part].reached} of ${coverage[part].all}`,
      percentage(coverage[part]),
    ]),
    ["left", "right", "right"],
  );
  const missed = alignRows(
    PARTS.flatMap((part) =>
      coverage[part].missed.map(({ id, group, location }) => [
        `no test reaches ${ONE[part]} ${id}${group === undefined ? "" : ` of ${group}`}`,
        showText(`${location.file}:${location.line}`),
      ]),
    ),
  );
  return [
    `coverage of ${showText(coverage.rulebook)}`,
    ...[...figures, ...missed].map((line) => `  ${line}`),
    "",
  ].join("\n");
}

/** Never "100%" while something is missing. Of nothing, all is reached. */
export function percentage({ all, reached }: Reached): string {
  const share = all === 0 ? 1 : reached / all;
  return `${Math.floor(share * 1000) / 10}%`;
}

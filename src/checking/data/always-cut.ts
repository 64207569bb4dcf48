import { diagnose } from "../../diagnostics/diagnostic.ts";
import { quoted } from "../../diagnostics/quote.ts";
import type { RuleCounts } from "../../evaluate/survey.ts";
import { definitionOf } from "../../rulebook/outline/lookups.ts";
import { placeName } from "../../rulebook/place.ts";
import type { DataCheck } from "./data-check.ts";

/** Rules that give every contact less than their points say: a cap of the rule or a bound of the group takes it. */
export const alwaysCut: DataCheck = ({ rulebook, outline }, { survey }) =>
  rulebook.rules.flatMap(({ id }) => {
    const counts = survey.rules.get(id)!;
    const cut = findCut(counts);
    if (cut === undefined) return [];
    const { span } = definitionOf(outline, "rules", id)!.keyNode;
    return [diagnose("always-cut", span, placeName(["rules", id]), counts.awardsWithPoints, ...cut)];
  });

function findCut({
  awardsWithPoints,
  cutAwards,
  idleAwards,
  idleIn,
}: Readonly<RuleCounts>): readonly [by: string, help: string] | undefined {
  if (awardsWithPoints === 0) return undefined;
  if (idleAwards === awardsWithPoints) {
    const bounds = [...idleIn].map(([group, bound]) => `${quoted(bound)} of group ${quoted(group)}`);
    return [
      `${bounds.join(" and ")} leaves nothing of`,
      "the rule changes no score: move the bound, or remove it",
    ];
  }
  return cutAwards === awardsWithPoints
    ? ['"max_points" cuts', 'raise "max_points", or give fewer points each time']
    : undefined;
}

// Rulebooks as plain objects, to and from YAML.

import { parse, stringify } from "yaml";
import type { RawPoints, RawRule, RawRulebook } from "./reference/raw-rulebook.ts";

export function yamlOfRaw(rulebook: RawRulebook): string {
  return stringify(rulebook, { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** Tables of points by values become Maps, whose keys keep their kinds and their order. */
export function rawOfYaml(text: string): RawRulebook {
  const raw = parse(text) as RawRulebook;
  const withKeys = (parse(text, { mapAsMap: true }) as Map<string, Map<string, Map<string, unknown>>>).get(
    "rules",
  )!;
  const rules = Object.entries(raw.rules).map(([id, rule]): [string, RawRule] => {
    const points = withKeys.get(id)!.get("points");
    const isTable = points instanceof Map && !points.has("of");
    return [id, isTable ? { ...rule, points: points as RawPoints } : rule];
  });
  return { ...raw, rules: Object.fromEntries(rules) };
}

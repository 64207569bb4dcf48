// The shape of a rulebook: types, validation and the JSON Schema for editors come from here.

import { z } from "zod";
import { expects, filledList, id, includePath, map, text } from "./schema/common.ts";
import { condition } from "./schema/conditions.ts";
import { classes, groups, labels, recycle, segments, stages, traits } from "./schema/groups.ts";
import { rules } from "./schema/rules.ts";
import { selector } from "./schema/selectors.ts";
import { sources } from "./schema/sources.ts";
import { triggers } from "./schema/triggers.ts";

export const rulebookSchema = map("rulebook", {
  rulebook: id,
  description: text.optional(),
  timezone: text.optional(),
  include: filledList("files", includePath).optional(),
  sources: sources.optional(),
  exclude: condition.optional(),
  ignore: z.array(selector, expects("selectors")).optional(),
  traits: traits.optional(),
  groups,
  rules,
  classes: classes.optional(),
  segments: segments.optional(),
  labels: labels.optional(),
  stages: stages.optional(),
  recycle: recycle.optional(),
  triggers: triggers.optional(),
}).meta({
  // An editor sees one file: what is missing in it may stand in those that it includes.
  required: ["rulebook"],
  if: { not: { required: ["include"] } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ["groups", "rules"] },
});

export type RulebookShape = z.infer<typeof rulebookSchema>;

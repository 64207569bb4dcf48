import { z } from "zod";
import { ACTION_KINDS } from "../model.ts";
import { byId, byName, choice, duration, expects, filledList, filledText, map } from "./common.ts";
import { condition } from "./conditions.ts";
import { literal } from "./tests.ts";

const targets = Object.fromEntries(ACTION_KINDS.map((kind) => [kind, filledText.optional()])) as {
  [K in (typeof ACTION_KINDS)[number]]: z.ZodOptional<typeof filledText>;
};

const action = map("action", { ...targets, with: byName("parameters", literal).optional() });

export type ActionShape = z.infer<typeof action>;

const trigger = map("trigger", {
  when: condition,
  unless: condition.optional(),
  fires: choice(["once", "each_time"]).optional(),
  rearm: condition.optional(),
  cooldown: duration.optional(),
  existing: choice(["fire", "skip"]).optional(),
  at_most: z.int(expects("atLeastZero")).min(0, expects("atLeastZero")).optional(),
  do: filledList("actions", action),
});

export type TriggerShape = z.infer<typeof trigger>;

export const triggers = byId("triggers", trigger);

import type { SourceLocation } from "../../diagnostics/location.ts";
import type { Subject } from "../condition-model.ts";
import { ACTION_KINDS, type Action, type ActionParameter, type Trigger } from "../model.ts";
import type { LiteralShape } from "../schema/tests.ts";
import type { ActionShape, TriggerShape } from "../schema/triggers.ts";
import { parseTemplate } from "../template.ts";
import { type Names, resolveCondition, resolveConditionIfAny, resolveSubject } from "./resolve-conditions.ts";
import { durationIfAny } from "./resolve-tests.ts";

export function resolveTrigger(
  id: string,
  shape: TriggerShape,
  location: SourceLocation,
  names: Names,
): Trigger {
  return {
    id,
    when: resolveCondition(shape.when, names),
    unless: resolveConditionIfAny(shape.unless, names),
    fires: shape.fires ?? "once",
    rearm: resolveConditionIfAny(shape.rearm, names),
    cooldown: durationIfAny(shape.cooldown),
    existing: shape.existing ?? "fire",
    atMost: shape.at_most,
    actions: shape.do.map((action) => resolveAction(action, names)),
    location,
  };
}

function resolveAction(shape: ActionShape, names: Names): Action {
  const kind = ACTION_KINDS.find((known) => shape[known] !== undefined)!;
  const parameters = Object.entries(shape.with ?? {}).map(
    ([name, value]): ActionParameter => ({ name, value: resolveParameter(value, names) }),
  );
  return { kind, target: shape[kind]!, with: parameters };
}

function resolveParameter(value: LiteralShape, names: Names): ActionParameter["value"] {
  if (typeof value !== "string") return { kind: "constant", value };
  const pieces: (string | Subject)[] = [];
  for (const piece of parseTemplate(value)) {
    const last = pieces.at(-1);
    if (piece.kind === "placeholder") pieces.push(resolveSubject(piece.name, names));
    else if (piece.kind === "text" && typeof last === "string") pieces[pieces.length - 1] = last + piece.text;
    else if (piece.kind === "text") pieces.push(piece.text);
  }
  return { kind: "template", pieces };
}

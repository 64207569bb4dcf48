// Actions: a fired trigger's list with its placeholders filled in, and what it does to memberships.

import type { Action, ParameterValue } from "../rulebook/model.ts";
import type { CompileContext } from "./compile-context.ts";
import type { ContactState } from "./contact-state.ts";
import type { FiredAction, Firing } from "./history.ts";
import { compileSubject } from "./subjects.ts";
import { toText } from "./value.ts";

export type CompiledActions = (state: ContactState) => readonly FiredAction[];

export function compileActions(actions: readonly Action[], context: CompileContext): CompiledActions {
  const compiled = actions.map((action) => ({
    kind: action.kind,
    target: action.target,
    parameters: action.with.map(({ name, value }) => ({ name, fill: compileParameter(value, context) })),
  }));
  return (state) =>
    compiled.map(({ kind, target, parameters }) => ({
      kind,
      target,
      with: Object.fromEntries(parameters.map(({ name, fill }) => [name, fill(state)])),
    }));
}

/** A placeholder for something missing becomes nothing. */
function compileParameter(
  value: ParameterValue,
  context: CompileContext,
): (state: ContactState) => string | number | boolean {
  if (value.kind === "constant") return () => value.value;
  const pieces = value.pieces.map((piece) => {
    if (typeof piece === "string") return () => piece;
    const read = compileSubject(piece, context);
    return (state: ContactState) => toText(read(state), context.moment.calendar) ?? "";
  });
  return (state) => pieces.map((fill) => fill(state)).join("");
}

/** Carries out what firings add and remove, in rulebook order. */
export function applyMembershipActions(state: ContactState, firings: readonly Firing[]): void {
  for (const { actions } of firings) for (const action of actions) applyMembershipAction(state, action);
}

function applyMembershipAction(state: ContactState, { kind, target }: FiredAction): void {
  if (kind === "add_segment") state.segments.add(target);
  else if (kind === "remove_segment") state.segments.delete(target);
  else if (kind === "add_label") state.labels.add(target);
  else if (kind === "remove_label") state.labels.delete(target);
}

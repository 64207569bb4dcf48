// Segments and labels: those with a condition hold while it does; the others are as triggers left them.

import type { Collection } from "../rulebook/model.ts";
import type { CompileContext } from "./compile-context.ts";
import { compileCondition } from "./conditions.ts";
import type { ContactState } from "./contact-state.ts";

/** Puts into the state what triggers have set, before any condition looks at it. */
export function compileCarryOver(
  segments: readonly Collection[],
  labels: readonly Collection[],
): (state: ContactState) => void {
  const segmentsToSet = setByTriggers(segments);
  const labelsToSet = setByTriggers(labels);
  return (state) => {
    carryOver(segmentsToSet, state.previous.segments, state.segments);
    carryOver(labelsToSet, state.previous.labels, state.labels);
  };
}

/** Puts into the state what conditions decide. */
export function compileMemberships(
  segments: readonly Collection[],
  labels: readonly Collection[],
  context: CompileContext,
): (state: ContactState) => void {
  const decideSegments = compileComputed(segments, context, (state) => state.segments);
  const decideLabels = compileComputed(labels, context, (state) => state.labels);
  return (state) => {
    decideSegments(state);
    decideLabels(state);
  };
}

/** Whether a run leaves other memberships than it found, of those that only triggers add to and remove from. */
export function compileHasMoved(
  segments: readonly Collection[],
  labels: readonly Collection[],
): (state: ContactState) => boolean {
  const segmentsToSet = setByTriggers(segments);
  const labelsToSet = setByTriggers(labels);
  return ({ previous, segments: inSegments, labels: withLabels }) =>
    segmentsToSet.some((id) => previous.segments.has(id) !== inSegments.has(id)) ||
    labelsToSet.some((id) => previous.labels.has(id) !== withLabels.has(id));
}

function setByTriggers(collections: readonly Collection[]): readonly string[] {
  return collections.filter((each) => each.when === undefined).map((each) => each.id);
}

function carryOver(ids: readonly string[], from: ReadonlySet<string>, to: Set<string>): void {
  for (const id of ids) if (from.has(id)) to.add(id);
}

/** In order, so that later ones see earlier ones. */
function compileComputed(
  collections: readonly Collection[],
  context: CompileContext,
  members: (state: ContactState) => Set<string>,
): (state: ContactState) => void {
  const computed = collections.flatMap(({ id, when }) =>
    when === undefined ? [] : [{ id, holds: compileCondition(when, context) }],
  );
  return (state) => {
    for (const { id, holds } of computed) if (holds(state)) members(state).add(id);
  };
}

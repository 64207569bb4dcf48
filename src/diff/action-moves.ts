// Which actions would fire for a contact under one rulebook and not under the other.

import { isDeepStrictEqual } from "node:util";
import type { FiredAction } from "../evaluate/history.ts";
import type { Listed } from "./places.ts";

type Parameters = FiredAction["with"];

export interface TriggeredAction extends Pick<FiredAction, "kind" | "target"> {
  readonly trigger: string;
}

/** Fired before alone, after alone, or under both but with other parameters. */
export interface ActionMove extends TriggeredAction {
  readonly before: Parameters | undefined;
  readonly after: Parameters | undefined;
}

type Fired = TriggeredAction & { readonly with: Parameters };

export function findActionMoves(was: Listed, is: Listed): readonly ActionMove[] {
  const before = actionsOf(was);
  const after = actionsOf(is);
  if (before.length === 0 && after.length === 0) return [];
  takePairs(before, after, isDeepStrictEqual);
  const altered = takePairs(before, after, isSameAction);
  return [
    ...altered.map(([a, b]) => ({ ...nameOf(b), before: a.with, after: b.with })),
    ...after.map((action) => ({ ...nameOf(action), before: undefined, after: action.with })),
    ...before.map((action) => ({ ...nameOf(action), before: action.with, after: undefined })),
  ];
}

/** Of one contact; each call makes a new list. */
export function actionsOf(contact: Listed): Fired[] {
  if (contact === undefined) return [];
  return contact.firings.flatMap(({ trigger, actions }) => actions.map((action) => ({ trigger, ...action })));
}

function isSameAction(a: TriggeredAction, b: TriggeredAction): boolean {
  return a.trigger === b.trigger && a.kind === b.kind && a.target === b.target;
}

/** Takes out of both lists what goes together, in order, each with the first that fits. */
function takePairs(before: Fired[], after: Fired[], fits: (a: Fired, b: Fired) => boolean) {
  const pairs: (readonly [before: Fired, after: Fired])[] = [];
  for (const action of [...before]) {
    const at = after.findIndex((other) => fits(action, other));
    if (at === -1) continue;
    pairs.push([action, after[at]!]);
    after.splice(at, 1);
    before.splice(before.indexOf(action), 1);
  }
  return pairs;
}

function nameOf({ trigger, kind, target }: TriggeredAction): TriggeredAction {
  return { trigger, kind, target };
}

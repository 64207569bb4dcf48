// Classes: where a contact lies, over several scores and fields.

import type { Class } from "../rulebook/model.ts";
import type { Micro } from "../values/decimal.ts";
import type { CompileContext } from "./compile-context.ts";
import { compileCondition } from "./conditions.ts";
import type { ContactState } from "./contact-state.ts";

/** Puts the classes into the state, in order, so that later ones see earlier ones. */
export function compileClasses(
  classes: readonly Class[],
  context: CompileContext,
): (state: ContactState) => void {
  const finders = classes.map((entry) => ({ id: entry.id, find: compileClass(entry, context) }));
  return (state) => {
    for (const { id, find } of finders) {
      const value = find(state);
      if (value !== undefined) state.classes.set(id, value);
    }
  };
}

type ClassFinder = (state: ContactState) => string | undefined;

function compileClass(entry: Class, context: CompileContext): ClassFinder {
  switch (entry.kind) {
    case "cases": {
      const cases = entry.cases.map(({ id, when }) => ({ id, holds: compileCondition(when, context) }));
      return (state) => cases.find((each) => each.holds(state))?.id;
    }
    case "highest":
      return (state) => findHighest(entry.groups, entry.atLeast, state.scores);
    default:
      return entry satisfies never;
  }
}

/** Of equal scores the earlier group wins; scores below `atLeast` do not take part. */
function findHighest(
  groups: readonly string[],
  atLeast: Micro | undefined,
  scores: ReadonlyMap<string, Micro>,
): string | undefined {
  let highest: { readonly group: string; readonly score: Micro } | undefined;
  for (const group of groups) {
    const score = scores.get(group);
    if (score === undefined || (atLeast !== undefined && score < atLeast)) continue;
    if (highest === undefined || score > highest.score) highest = { group, score };
  }
  return highest?.group;
}

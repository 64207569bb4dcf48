// Stages: how far along the funnel a contact has come.

import type { Recycle, Stage } from "../rulebook/model.ts";
import type { CompileContext } from "./compile-context.ts";
import { compileOptionalCondition } from "./conditions.ts";
import type { ContactState } from "./contact-state.ts";
import type { StageState } from "./history.ts";

/**
 * Puts the stage into the state: the furthest whose condition holds, but never one before that of the run before,
 * unless an event recycles the contact. A recycled contact may move forward again in the same run.
 */
export function compileStages(
  stages: readonly Stage[],
  recycle: Recycle | undefined,
  context: CompileContext,
): (state: ContactState) => void {
  if (stages.length === 0) return () => {};
  const conditions = stages.map(({ when }) => compileOptionalCondition(when, context));
  const indexOf = (stage: string | undefined) => stages.findIndex(({ id }) => id === stage);
  const isRecycled = compileRecycled(recycle, context);
  const target = indexOf(recycle?.to);
  const { asOf } = context.moment;
  return (state) => {
    const previous = state.previous.stage;
    const before = indexOf(previous?.stage);
    const isPutBack = previous !== undefined && target < before && isRecycled(state, previous);
    const from = isPutBack ? target : before;
    const reached = Math.max(
      from,
      conditions.findLastIndex((holds) => holds(state)),
    );
    const stage = stages[reached];
    if (stage === undefined) return;
    const isSame = previous !== undefined && !isPutBack && reached === before;
    state.stage = { stage: stage.id, since: isSame ? previous.since : asOf };
  };
}

function compileRecycled(
  recycle: Recycle | undefined,
  { selectors }: CompileContext,
): (state: ContactState, previous: StageState) => boolean {
  if (recycle === undefined) return () => false;
  const selector = selectors.register(recycle.selector);
  return (state, { since }) => (state.matches.last(selector)?.at ?? since) > since;
}

// What is known of a contact's state at an instant before the last run: what began later is not there yet.

import type { History } from "../evaluate/history.ts";
import type { LoadedHistory } from "../store/histories.ts";
import type { Instant } from "../values/calendar.ts";

/** For an as-of no earlier than the last run's it is the history as it is. What ended since then stays unknown. */
export function lookBack({ history, state }: LoadedHistory, asOf: Instant): History {
  const { previous } = history;
  const membersOf = (kind: "segment" | "label") =>
    new Set(state.memberships.filter((row) => row.kind === kind && row.since <= asOf).map((row) => row.name));
  // A trigger that fired once, and later, had not fired; of several firings only the last one's time is kept.
  const triggers = [...previous.triggers].filter(
    ([, { firings, lastFiredAt }]) => firings !== 1 || lastFiredAt === undefined || lastFiredAt <= asOf,
  );
  return {
    ...history,
    previous: {
      ...previous,
      segments: membersOf("segment"),
      labels: membersOf("label"),
      triggers: new Map(triggers),
      stage: previous.stage !== undefined && previous.stage.since <= asOf ? previous.stage : undefined,
    },
  };
}

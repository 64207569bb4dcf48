// The next due instant. Whatever compares with the as-of tells here from which as-of on it may turn out otherwise. What
// nothing looked at need not be told: before something that was looked at turns out otherwise, the same is looked at again.

import type { Calendar, Instant } from "../values/calendar.ts";
import { type Duration, formatDuration } from "../values/duration.ts";

/** What one contact's evaluation tells; one for all contacts at one as-of. */
export interface Due {
  /** Forgets what the contact before told. */
  begin(): void;
  /** From `at` on, later than the as-of, something may be otherwise. */
  tell(at: Instant): void;
  /** The same, for every contact. */
  tellAlways(at: Instant): void;
  /** The edge `T - D`; the same object for the same duration. */
  edge(duration: Duration): Edge;
  /** The earliest of all that was told; `undefined` when nothing was. */
  earliest(): Instant | undefined;
}

/** The as-of less a duration, and how instants lie to it. */
export interface Edge {
  readonly at: Instant;
  /** Whether `at <= T - D`, told. */
  hasPassed(at: Instant): boolean;
  /** Tells that `at`, later than the edge, will be passed one day. */
  tellAhead(at: Instant): void;
  /** Tells that `at`, which the edge has passed, may lie ahead of it once more. */
  tellBehind(at: Instant): void;
}

/** An edge, and the earliest instant ahead of it that was told for this contact: the edge comes by that one first. */
interface EdgeState extends Edge {
  nearest: Instant;
  readonly duration: Duration;
}

export function createDue(asOf: Instant, calendar: Calendar): Due {
  const edges = new Map<string, EdgeState>();
  const touched: EdgeState[] = [];
  let always = Number.POSITIVE_INFINITY;
  let soonest = always;

  const tell = (at: Instant): void => {
    if (at < soonest) soonest = Math.max(at, asOf + 1);
  };

  const createEdge = (duration: Duration): EdgeState => {
    const at = calendar.subtract(asOf, duration);
    const settled = Math.min(at, calendar.earliestSubtracted(asOf, duration));
    const edge: EdgeState = {
      at,
      duration,
      nearest: Number.POSITIVE_INFINITY,
      hasPassed(other) {
        const isPassed = other <= at;
        if (isPassed) edge.tellBehind(other);
        else edge.tellAhead(other);
        return isPassed;
      },
      tellAhead(other) {
        if (other >= edge.nearest) return;
        if (edge.nearest === Number.POSITIVE_INFINITY) touched.push(edge);
        edge.nearest = other;
      },
      tellBehind(other) {
        if (other > settled) tell(asOf + 1);
      },
    };
    return edge;
  };

  return {
    tell,
    tellAlways: (at) => {
      always = Math.min(always, at);
      tell(at);
    },
    edge: (duration) => {
      const name = formatDuration(duration);
      const edge = edges.get(name) ?? createEdge(duration);
      edges.set(name, edge);
      return edge;
    },
    begin: () => {
      soonest = always;
      for (const edge of touched) edge.nearest = Number.POSITIVE_INFINITY;
      touched.length = 0;
    },
    earliest: () => {
      for (const edge of touched) tell(calendar.soonestReaching(edge.nearest, edge.duration));
      return soonest === Number.POSITIVE_INFINITY ? undefined : soonest;
    },
  };
}

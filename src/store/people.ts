import type { Connection } from "./database/connection.ts";
import { createDeferredIndexes, type DeferredIndexes } from "./database/deferred-indexes.ts";
import { createEventIndex, type EventIndex } from "./events/event-index.ts";
import { createForgotten, type Forgotten } from "./forget/forgotten.ts";
import { createIdSet, type IdSet } from "./identities/id-set.ts";
import { createIdentities, type Identities } from "./identities/identities.ts";
import { createLinks, type Links } from "./identities/links.ts";

/** What a run has to evaluate anew, apart from those whose links change. */
export interface News {
  /** Identities that got, changed or lost an event, and those that are the key of a contact whose own row was added. */
  readonly identities: IdSet;
  /** Keys of contacts whose own row was added or changed. */
  readonly contacts: Set<string>;
}

/** Who is known, and by what; for one run. */
export interface People {
  readonly identities: Identities;
  readonly links: Links;
  readonly forgotten: Forgotten;
  readonly news: News;
  readonly indexes: DeferredIndexes;
  readonly eventIndex: EventIndex;
  /** Files of complete sources that the run was given. */
  readonly given: Map<string, Set<number>>;
}

export function createPeople(connection: Connection): People {
  return {
    indexes: createDeferredIndexes(connection),
    eventIndex: createEventIndex(connection),
    identities: createIdentities(connection),
    links: createLinks(connection),
    forgotten: createForgotten(connection),
    news: { identities: createIdSet(), contacts: new Set() },
    given: new Map(),
  };
}

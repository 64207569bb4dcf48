import type { Connection } from "./connection.ts";
import { createForgotten, type Forgotten } from "./forgotten.ts";
import { createIdentities, type Identities } from "./identities.ts";
import { createLinks, type Links } from "./links.ts";

/** Who is known, and by what; for one run. */
export interface People {
  readonly identities: Identities;
  readonly links: Links;
  readonly forgotten: Forgotten;
  /** Files of complete sources that the run was given. */
  readonly given: Map<string, Set<number>>;
}

export function createPeople(connection: Connection): People {
  return {
    identities: createIdentities(connection),
    links: createLinks(connection),
    forgotten: createForgotten(connection),
    given: new Map(),
  };
}

// What every part of a rulebook is compiled with.

import type { ContactState } from "./contact-state.ts";
import type { Moment } from "./moment.ts";
import type { SelectorTable } from "./selectors.ts";
import type { Value } from "./value.ts";

export interface CompileContext {
  readonly moment: Moment;
  readonly selectors: SelectorTable;
  /** Works a trait out on first use and keeps it for the contact. */
  readonly readTrait: (state: ContactState, id: string) => Value;
}

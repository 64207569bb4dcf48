// What every part of a rulebook is compiled with.

import type { Moment } from "./moment.ts";
import type { SelectorTable } from "./selectors.ts";
import type { TraitTable } from "./traits.ts";

export interface CompileContext {
  readonly moment: Moment;
  readonly selectors: SelectorTable;
  readonly traits: TraitTable;
}

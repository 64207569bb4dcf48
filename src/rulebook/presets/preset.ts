import type { SourceShape } from "../schema/sources.ts";

/** What is known of a product's export: a source in the rulebook language, to which an author adds. */
export interface Preset {
  readonly source: SourceShape;
  /** What its exports do not hold and the author has to give. */
  readonly needs: readonly PresetNeed[];
}

export interface PresetNeed {
  /** The name of the constant. */
  readonly constant: string;
  /** The key with which the author may name a column instead. */
  readonly instead: string;
  /** How the constant may be written. */
  readonly example: string;
}

// A rulebook as its YAML spells it: short forms as written, numbers as numbers, days and durations as texts.

export type RawLiteral = string | number | boolean;
export type RawTest = RawLiteral | readonly RawLiteral[] | RawTestMap;

export interface RawTestMap {
  readonly above?: number;
  readonly at_least?: number;
  readonly below?: number;
  readonly at_most?: number;
  readonly before?: string;
  readonly after?: string;
  readonly within?: string;
  readonly older_than?: string;
  readonly contains?: string | readonly string[];
  readonly starts_with?: string | readonly string[];
  readonly ends_with?: string | readonly string[];
  readonly matches?: string;
  readonly exists?: boolean;
  readonly not?: RawTest;
}

export interface RawSequence {
  readonly event: string | readonly string[];
  readonly where?: Readonly<Record<string, RawTest>>;
  readonly within?: string;
  readonly same?: string | readonly string[];
}

export const SEQUENCE_KEYS = ["followed_by", "not_followed_by", "preceded_by", "not_preceded_by"] as const;
export type SequenceKey = (typeof SEQUENCE_KEYS)[number];

export interface RawSelector extends Partial<Record<SequenceKey, RawSequence>> {
  readonly event: string | readonly string[];
  readonly where?: Readonly<Record<string, RawTest>>;
  readonly within?: string;
  readonly since?: string;
  readonly until?: string;
}

export interface RawOccurrence extends RawSelector {
  readonly times?: RawTest;
}

/** Besides any, all, none, did and did_not: tests by the name of what they look at. */
export interface RawCondition {
  readonly [name: string]: RawTest | readonly RawCondition[] | RawOccurrence;
}

export interface RawMeasure extends RawSelector {
  readonly of?: string;
}

/** One measure. */
export type RawTrait = Readonly<Record<string, RawMeasure>>;

export interface RawGroup {
  readonly title?: string;
  readonly start?: number;
  readonly min?: number;
  readonly max?: number;
  readonly reset?: RawSelector;
  readonly bands?: Readonly<Record<string, RawTestMap>>;
  /** Of a combined group. */
  readonly sum?: Readonly<Record<string, number>>;
}

export interface RawFormula {
  readonly of: string;
  readonly give?: number;
  readonly per?: number;
  readonly times?: number;
  readonly up_to?: number;
  readonly at_least?: number;
  readonly at_most?: number;
}

export type RawRow = (RawTestMap & { readonly give: number }) | { readonly otherwise: number };

/** A table by values is a Map: its keys keep their kinds and their order. */
export type RawPoints = number | RawFormula | readonly RawRow[] | ReadonlyMap<RawLiteral, number>;

export interface RawLimitMap {
  readonly times: number;
  /** A calendar period, or a duration. */
  readonly per?: string;
  readonly per_each?: string;
}

export type RawLimit = "once" | RawLimitMap;

export type RawDecay =
  | { readonly by: string; readonly every: string; readonly down_to?: number }
  | { readonly half_life: string; readonly down_to?: number };

export interface RawRule extends Omit<RawSelector, "event"> {
  readonly group?: string | readonly string[];
  readonly event?: string | readonly string[];
  readonly every?: string;
  readonly by?: string;
  readonly when?: RawCondition;
  readonly points: RawPoints;
  readonly active?: { readonly from?: string; readonly until?: string };
  readonly note?: string;
  readonly limit?: RawLimit | readonly RawLimit[];
  readonly max_points?: number;
  readonly decay?: RawDecay;
}

export interface RawHighest {
  readonly highest: readonly string[];
  readonly at_least?: number;
}

export type RawClass = RawHighest | Readonly<Record<string, RawCondition>>;

export interface RawCollection {
  readonly title?: string;
  readonly when?: RawCondition;
}

export interface RawAction {
  readonly [kind: string]: string | Readonly<Record<string, RawLiteral>>;
}

export interface RawTrigger {
  readonly when: RawCondition;
  readonly unless?: RawCondition;
  readonly fires?: "once" | "each_time";
  readonly rearm?: RawCondition;
  readonly cooldown?: string;
  readonly existing?: "fire" | "skip";
  readonly at_most?: number;
  readonly do: readonly RawAction[];
}

type ById<T> = Readonly<Record<string, T>>;

export interface RawRulebook {
  readonly rulebook: string;
  readonly description?: string;
  readonly timezone?: string;
  readonly exclude?: RawCondition;
  readonly ignore?: readonly RawSelector[];
  readonly traits?: ById<RawTrait>;
  readonly groups: ById<RawGroup>;
  readonly rules: ById<RawRule>;
  readonly classes?: ById<RawClass>;
  readonly segments?: ById<RawCollection>;
  readonly labels?: ById<RawCollection>;
  readonly stages?: ById<RawCollection>;
  readonly recycle?: RawSelector & { readonly to: string };
  readonly triggers?: ById<RawTrigger>;
}

import type { Style } from "./palette.ts";

export interface Column {
  /** Above the column, and before each of its cells where rows become lines of their own. */
  readonly heading?: string;
  readonly align?: "left" | "right";
  /** How narrow cells may be cut; they never are where this is absent. */
  readonly cutTo?: number;
  /** Cut in the middle, as an id is, and not at the end. */
  readonly cutsMiddle?: boolean;
  /** Left out where room is short, 1 before 2. */
  readonly drop?: 1 | 2;
  /** Of a column of bars: what fills it, and how wide it gets at most. */
  readonly bar?: { readonly full: number; readonly most: number };
}

export interface StyledCell {
  readonly text: string;
  readonly style?: Style;
}

/** The length of a bar. */
export interface BarCell {
  readonly value: number;
  readonly style?: Style;
}

/** A cell is of text, or a bar in a column of bars. */
export type Cell = string | StyledCell | BarCell;

// What the checks of a page find; shared by the tests and by what runs inside the page.

export interface Finding {
  /** What was looked for, such as "cut off". */
  readonly check: string;
  /** The way to the element, and the beginning of its text. */
  readonly where: string;
  readonly what: string;
}

/** A line for each, every line once. */
export function toLines(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({ check, where, what }) => `${check}: ${where}: ${what}`))];
}

/** A stop of the Tab key. */
export interface FocusStop {
  readonly where: string;
  /** Why one cannot see that it has the focus; `undefined` where one can. */
  readonly unseen: string | undefined;
}

/** What each check gives; `in-page/main.ts` has them. */
export interface CheckResults {
  /** All that the keyboard has to reach, in the order of the page. */
  readonly expectedStops: readonly string[];
  /** Text that is cut off, covered or too small, and a page wider than its window. */
  readonly findLayout: readonly Finding[];
  readonly findLooseDirections: readonly Finding[];
  readonly findLowContrast: readonly Finding[];
  readonly findStructure: readonly Finding[];
  readonly focusedStop: FocusStop;
  /** Opens all details; gives how many there are. */
  readonly openDetails: number;
  readonly seenShapes: readonly string[];
  readonly seenTexts: readonly string[];
}

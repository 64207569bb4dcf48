import { readCount } from "./count-option.ts";

const LARGEST_RUN = 9_999_999;

/** The number of a run, where the option was given; throws a UsageError when it is none. */
export function readRunId(option: string, text: string | undefined): number | undefined {
  return text === undefined ? undefined : readCount(option, text, LARGEST_RUN);
}

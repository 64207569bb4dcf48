// How many rejected rows a run puts up with.

import type { InputSummary } from "../output/run-summary.ts";

/** `--max-rejects 20` or `--max-rejects 1%`. */
export type RejectLimit =
  | { readonly kind: "rows"; readonly rows: number }
  /** Of the rows read in this run. */
  | { readonly kind: "percent"; readonly percent: number };

/** `undefined` when the text is neither a count nor a percentage from 0 to 100. */
export function parseRejectLimit(text: string): RejectLimit | undefined {
  if (/^\d{1,15}$/.test(text)) return { kind: "rows", rows: Number(text) };
  const percent = /^(\d{1,3}(?:\.\d{1,6})?)%$/.exec(text)?.[1];
  if (percent === undefined || Number(percent) > 100) return undefined;
  return { kind: "percent", percent: Number(percent) };
}

export function formatRejectLimit(limit: RejectLimit): string {
  return limit.kind === "rows" ? String(limit.rows) : `${limit.percent}%`;
}

export function exceedsRejectLimit(inputs: readonly InputSummary[], limit: RejectLimit): boolean {
  const rejected = inputs.reduce((sum, input) => sum + input.rejected, 0);
  const rows = inputs.reduce((sum, input) => sum + input.rows, 0);
  return limit.kind === "rows" ? rejected > limit.rows : rejected * 100 > rows * limit.percent;
}

// A limit that is a count or a share, such as how many rejected rows a run puts up with.

/** `--max-rejects 20` or `--max-rejects 1%`. */
export type CountLimit =
  | { readonly kind: "count"; readonly count: number }
  /** Of all there are. */
  | { readonly kind: "percent"; readonly percent: number };

/** `undefined` when the text is neither a count nor a percentage from 0 to 100. */
export function parseCountLimit(text: string): CountLimit | undefined {
  if (/^\d{1,15}$/.test(text)) return { kind: "count", count: Number(text) };
  const percent = /^(\d{1,3}(?:\.\d{1,6})?)%$/.exec(text)?.[1];
  if (percent === undefined || Number(percent) > 100) return undefined;
  return { kind: "percent", percent: Number(percent) };
}

export function formatCountLimit(limit: CountLimit): string {
  return limit.kind === "count" ? String(limit.count) : `${limit.percent}%`;
}

export function exceedsCountLimit(some: number, all: number, limit: CountLimit): boolean {
  return limit.kind === "count" ? some > limit.count : some * 100 > all * limit.percent;
}

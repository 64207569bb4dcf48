// Numbers as people read them: thousands apart, a true minus, and no more places than mean something.

const MINUS = "−";

/** `12,345`; decimals are kept as they are. */
export function formatNumber(value: number | string): string {
  const [whole = "", fraction] = plainDecimal(value).replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = Number(value) < 0 ? MINUS : "";
  return `${sign}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

/** Scores and points: two places at most, none from a thousand up. */
export function formatPoints(value: number | string): string {
  const amount = Number(value);
  const rounded = amount.toFixed(Math.abs(amount) >= 1000 ? 0 : 2);
  return formatNumber(rounded.includes(".") ? rounded.replace(/\.?0+$/, "") : rounded);
}

/** `+1,204`, `−96`, `0`. */
export function formatSigned(value: number, format: (value: number) => string = formatNumber): string {
  return value > 0 ? `+${format(value)}` : format(value);
}

/** Of a share from 0 to 1: `41.2%`; never 0% or 100% of what is a little more or less. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return "<0.1%";
  if (share < 1 && share > 0.999) return ">99.9%";
  return `${(share * 100).toFixed(1).replace(/\.0$/, "")}%`;
}

/** 0 of nothing is 0. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** `12,345 contacts`, `1 contact`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${formatNumber(number)} ${number === 1 ? one : many}`;
}

/** Short enough for an axis: `1.5k`, `20M`. */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${formatPoints(value / 1e6)}M`;
  return size >= 1e4 ? `${formatPoints(value / 1e3)}k` : formatPoints(value);
}

function plainDecimal(value: number | string): string {
  if (typeof value === "string") return value;
  return Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/0+$/, "");
}

// How texts, yes and no, and event types compare.

export function comparable(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}

export function sameText(a: string, b: string): boolean {
  return comparable(a) === comparable(b);
}

/** What a text says as a yes or no; `undefined` when it says neither. */
export function yesOrNo(text: string): boolean | undefined {
  if (["true", "yes", "y", "1", "on"].includes(comparable(text))) return true;
  if (["false", "no", "n", "0", "off"].includes(comparable(text))) return false;
  return undefined;
}

/** `*` stands for any run of characters, also for none. */
export function typeMatches(pattern: string, type: string): boolean {
  return starMatches(comparable(pattern), comparable(type));
}

function starMatches(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  if (pattern[0] !== "*") return pattern[0] === text[0] && starMatches(pattern.slice(1), text.slice(1));
  for (let taken = 0; taken <= text.length; taken++) {
    if (starMatches(pattern.slice(1), text.slice(taken))) return true;
  }
  return false;
}

/** Code point by code point. */
export function compareByCodePoint(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** A list, or one thing that stands for a list of one. */
export function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}

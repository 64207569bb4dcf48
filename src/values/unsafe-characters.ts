// Characters that a terminal acts on instead of showing them, or that reorder what stands around them.

/** Controls (escapes and C1 among them), line separators, and marks that turn the direction of writing. */
export const UNSAFE_TO_SHOW = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Those of them that quoted JSON and YAML may hold as they are. */
const LEFT_BY_QUOTING = /[\u007f-\u009f\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** JSON, or YAML that has them in double quotes only: with them escaped it says the same. */
export function escapeUnsafe(text: string): string {
  return text.replace(LEFT_BY_QUOTING, escapeCharacter);
}

export function hasUnsafe(text: string): boolean {
  return text.search(UNSAFE_TO_SHOW) >= 0;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

import type { RowFields } from "../../intake/sink.ts";

/** The same names with the same texts, in any order. */
export function sameFields(a: RowFields, b: RowFields): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}

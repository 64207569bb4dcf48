import { hash } from "node:crypto";
import type { Source } from "../../rulebook/source-model.ts";
import { compareKinds, namedKinds } from "../identity/rank-kinds.ts";

const DEFAULT_VERSION = "default";

/**
 * Hex SHA-256 over the JSON, keys sorted, of all that decides what the rows of the source become. Neither its name
 * nor its place, nor which files it reads, is part of it.
 */
export function sourceVersion(source: Source, ranking: readonly string[]): string {
  const { id, location, files, encoding, ...meaning } = source;
  const kinds = [...namedKinds(source)].sort(compareKinds(ranking));
  return hash("sha256", JSON.stringify({ ...meaning, kinds }, sortKeys));
}

/** Only another ranking of identities changes what the default mapping means. */
export function defaultVersion(
  kinds: readonly string[],
  ranking: readonly string[],
  usual: readonly string[],
): string {
  const ranked = [...kinds].sort(compareKinds(ranking));
  const isUsual = ranked.join() === [...kinds].sort(compareKinds(usual)).join();
  return isUsual ? DEFAULT_VERSION : `${DEFAULT_VERSION} ${ranked.join(" ")}`;
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** No source of the rulebook made it. */
export function isDefaultLayout({ version }: { readonly version: string }): boolean {
  return version === DEFAULT_VERSION || version.startsWith(`${DEFAULT_VERSION} `);
}

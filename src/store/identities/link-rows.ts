import type { LinkRow, PutResult } from "../../intake/sink.ts";
import type { People } from "../people.ts";

/** A row of an identities file links its first identity to each of the others. */
export function putLink(
  { identities, links }: People,
  sourceFileId: number,
  { identities: named }: LinkRow,
): PutResult {
  const [high, ...lows] = named.map(identities.idOf);
  let isNew = false;
  for (const low of lows) isNew = links.list(high!, low, sourceFileId) || isNew;
  return isNew ? "accepted" : "duplicate";
}

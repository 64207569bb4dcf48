import { diagnose } from "../../diagnostics/diagnostic.ts";
import { entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

/** Events that are nobody's, and links between less than two identities. */
export const tooFewIdentities: Check = ({ sources }) =>
  sources.flatMap(({ whole, kind, place }) => {
    if (kind === undefined || kind === "contacts") return [];
    const [key, needed] = kind === "events" ? (["contact", 1] as const) : (["identities", 2] as const);
    const entry = entryOf(whole, key);
    if (entry?.value.kind !== "map" || entry.value.entries.length >= needed) return [];
    return [diagnose("too-few-identities", entry.keyNode.span, place, entry.value.entries.length, needed)];
  });

import { type Diagnostic, diagnose } from "../../diagnostics/diagnostic.ts";
import type { Expectation } from "../../diagnostics/expectations.ts";
import { closestName } from "../../diagnostics/suggest.ts";
import type { SourceUse } from "../outline/outline.ts";
import { rowsOf } from "../outline/source-parts.ts";
import { type SourceKind, sourceSchema } from "../schema/sources.ts";
import { childOf, entryOf } from "../source/source-tree.ts";
import type { Check } from "./check.ts";

type Need = readonly [key: string, expected: Expectation];

const NEEDS: Readonly<Record<SourceKind, readonly Need[]>> = {
  contacts: [["key", "key"]],
  events: [["contact", "identityColumns"]],
  identities: [["identities", "twoIdentities"]],
};

const KEYS: readonly string[] = Object.keys(sourceSchema.shape);

/** What a source of its kind cannot do without, when the preset has been added. */
export const missingKey: Check = ({ sources }) => sources.flatMap(checkSource);

function checkSource(source: SourceUse): readonly Diagnostic[] {
  const { kind, keyNode, place, whole } = source;
  if (kind === undefined) return checkKind(source);
  const needs = kind === "events" ? [...NEEDS.events, ...needsOfEvents(source)] : NEEDS[kind];
  const missing = needs.filter(([key]) => entryOf(whole, key) === undefined && !isMisspelt(key, source));
  const ofSource = missing.map(([key, expected]) =>
    diagnose("missing-key", keyNode.span, key, place, expected),
  );
  return kind === "events" ? [...ofSource, ...checkRows(source)] : ofSource;
}

/** A key that is not known may stand for it, which is reported. */
function isMisspelt(key: string, { written }: SourceUse): boolean {
  return written.entries.some((entry) => !KEYS.includes(entry.key) && closestName(entry.key, KEYS) === key);
}

function checkKind(source: SourceUse): readonly Diagnostic[] {
  const { keyNode, place, written } = source;
  const isSaid = ["kind", "preset"].some(
    (key) => entryOf(written, key) !== undefined || isMisspelt(key, source),
  );
  if (isSaid) return [];
  return [diagnose("missing-key", keyNode.span, "kind", place, "sourceKind")];
}

function needsOfEvents({ whole }: SourceUse): readonly Need[] {
  if (entryOf(whole, "rows") !== undefined) return [];
  return [
    ["type", "eventType"],
    ["at", "dateColumn"],
  ];
}

/** A row without a date has that of the source. */
function checkRows(source: SourceUse): readonly Diagnostic[] {
  if (entryOf(source.whole, "at") !== undefined) return [];
  return rowsOf(source)
    .filter(({ node }) => node.kind === "map" && childOf(node, "at") === undefined)
    .map(({ node, place }) => diagnose("missing-key", node.span, "at", place, "dateColumn"));
}

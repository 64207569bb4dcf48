// Who an inline row is about: the contact that it names, and identities of any kind that the rulebook knows.

import { diagnose } from "../diagnostics/diagnostic.ts";
import { closestName } from "../diagnostics/suggest.ts";
import { readIdentity } from "../intake/identity/identity-key.ts";
import { compareKinds, namedKinds, rankKinds } from "../intake/identity/rank-kinds.ts";
import type { Identity } from "../intake/sink.ts";
import {
  type Entry,
  entriesOf,
  entryOf,
  type Path,
  type SourceNode,
} from "../rulebook/source/source-tree.ts";
import { fieldName } from "../values/text.ts";
import { type Directory, findContact, isFilled, type Resolution, textOf } from "./resolution.ts";

/** Kinds that events may name beside `contact`, the highest-ranking first. */
function eventKinds({ rulebook }: Resolution): readonly string[] {
  return rankKinds(rulebook?.sources ?? []).filter((kind) => kind !== "contact_id");
}

/** The identities of a row of contacts besides its key: an e-mail, and what sources of contacts name. */
export function resolveContactIdentities(
  entries: readonly Entry[],
  key: Identity,
  { rulebook }: Resolution,
): readonly Identity[] {
  const sources = rulebook?.sources ?? [];
  const kinds = ["email", ...sources.filter(({ kind }) => kind === "contacts").flatMap(namedKinds)];
  const others = kinds.filter((kind) => kind !== "contact_id" && kind !== key.kind);
  const compare = compareKinds(rankKinds(sources));
  return rowIdentities(entries, others).toSorted((a, b) => compare(a.kind, b.kind));
}

/** The highest-ranking first; none when something was reported. */
export function resolveEventIdentities(
  node: SourceNode,
  path: Path,
  directory: Directory,
  resolution: Resolution,
): readonly Identity[] {
  const ranking = rankKinds(resolution.rulebook?.sources ?? []);
  const compare = compareKinds(ranking);
  const named = entryOf(node, "contact");
  const contact = resolveContactName(named?.value, path, directory, resolution);
  if (named !== undefined && contact === undefined) return [];
  const others = rowIdentities(entriesOf(node), eventKinds(resolution)).filter(
    ({ kind }) => kind !== contact?.kind,
  );
  const all = [...(contact === undefined ? [] : [contact]), ...others];
  if (all.length === 0) reportNobody(node, path, resolution);
  return all.sort((a, b) => compare(a.kind, b.kind));
}

/** Of the entries that are called like a kind and not blank. */
function rowIdentities(entries: readonly Entry[], kinds: readonly string[]): readonly Identity[] {
  return entries.flatMap(({ key, value }) => {
    const kind = fieldName(key);
    if (!kinds.includes(kind) || !isFilled(value)) return [];
    return readIdentity(kind, textOf(value)) ?? [];
  });
}

/** What a rulebook with errors knows cannot be told. */
function reportNobody(node: SourceNode, path: Path, resolution: Resolution): void {
  if (node.kind !== "map" || resolution.rulebook === undefined) return;
  const names = ["contact", ...eventKinds(resolution)];
  const written = node.entries.map(({ key }) => key);
  const meant = written.map((key) => closestName(key, names)).find((name) => name !== undefined);
  resolution.report(diagnose("event-of-nobody", node.span, resolution.placeName(path), names, meant));
}

/** The contact that a name stands for. */
export function resolveContactName(
  node: SourceNode | undefined,
  path: Path,
  directory: Directory,
  { placeName, report }: Resolution,
): Identity | undefined {
  if (!isFilled(node)) return undefined;
  const text = textOf(node);
  const found = findContact(directory, text);
  if (found === undefined && !directory.isIncomplete) {
    const names = [...directory.identities.values()].map(({ value }) => value);
    report(diagnose("unknown-contact", node.span, text, placeName(path), names, closestName(text, names)));
  }
  return found;
}

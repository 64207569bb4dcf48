// What differs between two rulebooks, by what is defined in them: comments, the order of keys within an entry and where
// things stand are no difference. Pure.

import { isDeepStrictEqual } from "node:util";
import type { SourceLocation } from "../diagnostics/location.ts";
import type { Group, Rulebook } from "../rulebook/model.ts";
import { type ChangedKind, type EntryReader, readEntries } from "./rulebook-entries.ts";

export interface RulebookChange {
  readonly kind: ChangedKind;
  /** Its id; of a band "group.band", of a setting its key, of an order the section's name. */
  readonly id: string;
  readonly change: "added" | "removed" | "changed";
  /** What was written otherwise, key by key; of settings and orders the one value, under the key "". */
  readonly details: readonly ChangedKey[];
  /** Where it is written; none of settings and orders. */
  readonly before: SourceLocation | undefined;
  readonly after: SourceLocation | undefined;
}

/** As YAML in one line; absent: not there. */
export interface ChangedKey {
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

interface Entry {
  readonly id: string;
  readonly location?: SourceLocation;
}

/** In the order of the language's sections; within one the later rulebook's entries in their order first. */
export function findRulebookChanges(before: Rulebook, after: Rulebook): readonly RulebookChange[] {
  const read = { before: readEntries(before), after: readEntries(after) };
  const section = (kind: ChangedKind, of: (rulebook: Rulebook) => readonly Entry[]) =>
    compareEntries(kind, of(before), of(after), read);
  const order = (id: string, of: (rulebook: Rulebook) => readonly Entry[]) =>
    compareOrder(id, of(before), of(after));
  return [
    ...compareSettings(before, after, read),
    ...section("source", ({ sources }) => sources),
    ...order("sources", ({ sources }) => sources),
    ...section("trait", ({ traits }) => traits),
    ...section("group", ({ groups }) => groups.map(withoutBands)),
    ...compareBands(before, after, read),
    ...section("rule", ({ rules }) => rules),
    ...section("class", ({ classes }) => classes),
    ...section("segment", ({ segments }) => segments),
    ...section("label", ({ labels }) => labels),
    ...section("stage", ({ stages }) => stages),
    ...order("stages", ({ stages }) => stages),
    ...section("trigger", ({ triggers }) => triggers),
    ...order("triggers", ({ triggers }) => triggers),
  ];
}

/** Both have the same sources, in the same order, and the same time zone: exports give the same rows. */
export function readsAlike(a: Rulebook, b: Rulebook): boolean {
  const basis = ({ sources, timezone }: Rulebook) => [timezone, sources.map(withoutLocation)];
  return isDeepStrictEqual(basis(a), basis(b));
}

interface Readers {
  readonly before: EntryReader;
  readonly after: EntryReader;
}

const SETTINGS = ["id", "description", "timezone", "exclude", "ignore", "recycle"] as const;

function compareSettings(before: Rulebook, after: Rulebook, read: Readers): readonly RulebookChange[] {
  return SETTINGS.filter((key) => !isDeepStrictEqual(before[key], after[key])).map((key) => {
    const name = key === "id" ? "rulebook" : key;
    const detail = { key: "", before: read.before.setting(name), after: read.after.setting(name) };
    const change = changeOf(detail.before, detail.after);
    return { kind: "setting", id: name, change, details: [detail], before: undefined, after: undefined };
  });
}

function changeOf(before: unknown, after: unknown): RulebookChange["change"] {
  if (before === undefined && after !== undefined) return "added";
  return after === undefined && before !== undefined ? "removed" : "changed";
}

function compareEntries(
  kind: ChangedKind,
  before: readonly Entry[],
  after: readonly Entry[],
  read: Readers,
): readonly RulebookChange[] {
  const was = new Map(before.map((entry) => [entry.id, entry]));
  const is = new Map(after.map((entry) => [entry.id, entry]));
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((id) => {
    const [a, b] = [was.get(id), is.get(id)];
    if (a !== undefined && b !== undefined && isSameEntry(a, b)) return [];
    const change = changeOf(a, b);
    const details = change === "changed" ? changedKeys(kind, id, read) : [];
    return [{ kind, id, change, details, before: a?.location, after: b?.location }];
  });
}

function isSameEntry(a: Entry, b: Entry): boolean {
  return isDeepStrictEqual(withoutLocation(a), withoutLocation(b));
}

function withoutLocation({ location: _, ...entry }: Entry): object {
  return entry;
}

/** Bands are compared on their own. */
function withoutBands(group: Group): Entry {
  const { bands: _, ...rest } = group;
  return rest;
}

/** Of groups that both have; the others' come and go with them. */
function compareBands(before: Rulebook, after: Rulebook, read: Readers): readonly RulebookChange[] {
  return after.groups.flatMap((group) => {
    const former = before.groups.find(({ id }) => id === group.id);
    if (former === undefined) return [];
    const bandsOf = ({ id, bands, location }: Group) =>
      bands.map((band) => ({ id: `${id}.${band.id}`, test: band.test, location }));
    const [was, is] = [bandsOf(former), bandsOf(group)];
    return [
      ...compareEntries("band", was, is, read),
      ...compareOrder(`bands of ${group.id}`, former.bands, group.bands),
    ];
  });
}

function compareOrder(
  id: string,
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): readonly RulebookChange[] {
  const idsIn = (entries: typeof before, others: typeof before) =>
    entries.map((entry) => entry.id).filter((each) => others.some((other) => other.id === each));
  const detail = {
    key: "",
    before: idsIn(before, after).join(", "),
    after: idsIn(after, before).join(", "),
  };
  if (detail.before === detail.after) return [];
  return [{ kind: "order", id, change: "changed", details: [detail], before: undefined, after: undefined }];
}

function changedKeys(kind: ChangedKind, id: string, read: Readers): readonly ChangedKey[] {
  const [before, after] = [read.before.keys(kind, id), read.after.keys(kind, id)];
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((key) => ({ key, before: before.get(key), after: after.get(key) }))
    .filter((detail) => detail.before !== detail.after);
}

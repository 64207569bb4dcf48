// What is counted over all contacts that outputs list: kept with the run, so that a night counts only what it moves.

import { type Micro, micro } from "../values/decimal.ts";
import type { KeptState } from "./state.ts";

export interface AwardTotal {
  readonly group: string;
  readonly rule: string;
  readonly contacts: number;
  readonly times: number;
  readonly points: Micro;
}

export interface BandCount {
  readonly group: string;
  readonly band: string | undefined;
  readonly contacts: number;
}

export interface CollectionSize {
  readonly kind: "segment" | "label";
  readonly name: string;
  readonly contacts: number;
}

/** Counts as they stand; entries at zero are as good as absent. */
export interface Tallies {
  readonly awards: Map<
    string,
    { group: string; rule: string; contacts: number; times: number; points: Micro }
  >;
  readonly bands: Map<string, { group: string; band: string | undefined; contacts: number }>;
  readonly members: Map<string, { kind: CollectionSize["kind"]; name: string; contacts: number }>;
}

export function createTallies(): Tallies {
  return { awards: new Map(), bands: new Map(), members: new Map() };
}

/** `sign` is 1 for a contact that is listed now, -1 for one that was. */
export function countContact(tallies: Tallies, state: KeptState, sign: 1 | -1): void {
  for (const { groupId: group, ruleId: rule, times, points } of state.awards) {
    addAward(tallies, { group, rule, contacts: sign, times: sign * times, points: signed(points, sign) });
  }
  for (const { groupId: group, band } of state.scores) {
    addBand(tallies, { group, band: band ?? undefined, contacts: sign });
  }
  for (const { kind, name } of state.memberships) addMembers(tallies, { kind, name, contacts: sign });
}

function signed(points: Micro, sign: 1 | -1): Micro {
  return sign === 1 ? points : micro(-points);
}

export function addTallies(to: Tallies, { awards, bands, members }: TallyRows): void {
  for (const row of awards) addAward(to, row);
  for (const row of bands) addBand(to, row);
  for (const row of members) addMembers(to, row);
}

function addAward({ awards }: Tallies, { group, rule, contacts, times, points }: AwardTotal): void {
  const key = `${group} ${rule}`;
  const entry = awards.get(key);
  if (entry === undefined) {
    awards.set(key, { group, rule, contacts, times, points });
    return;
  }
  entry.contacts += contacts;
  entry.times += times;
  entry.points = micro(entry.points + points);
}

function addBand({ bands }: Tallies, { group, band, contacts }: BandCount): void {
  const key = `${group} ${band ?? ""}`;
  const entry = bands.get(key);
  if (entry === undefined) bands.set(key, { group, band, contacts });
  else entry.contacts += contacts;
}

function addMembers({ members }: Tallies, { kind, name, contacts }: CollectionSize): void {
  const key = `${kind} ${name}`;
  const entry = members.get(key);
  if (entry === undefined) members.set(key, { kind, name, contacts });
  else entry.contacts += contacts;
}

/** Plain data. Of a night's difference, an entry may have no more contacts and yet more points. */
export interface TallyRows {
  readonly awards: readonly AwardTotal[];
  readonly bands: readonly BandCount[];
  readonly members: readonly CollectionSize[];
}

export function tallyRows({ awards, bands, members }: Tallies): TallyRows {
  return { awards: [...awards.values()], bands: [...bands.values()], members: [...members.values()] };
}

type StoredAward = Omit<AwardTotal, "points"> & { readonly points: string };
type StoredBand = Omit<BandCount, "band"> & { readonly band: string | null };

/** As JSON; points are micro-units in text, as their sum may be beyond what a double holds. */
export function formatTallies(tallies: Tallies): string {
  const { awards, bands, members } = tallyRows(tallies);
  const isAny = ({ contacts }: { readonly contacts: number }) => contacts !== 0;
  return JSON.stringify({
    awards: awards.filter(isAny).map((row) => ({ ...row, points: String(row.points) })),
    bands: bands.filter(isAny).map((row) => ({ ...row, band: row.band ?? null })),
    members: members.filter(isAny),
  });
}

export function parseTallies(text: string): Tallies {
  const { awards, bands, members } = JSON.parse(text) as {
    readonly awards: readonly StoredAward[];
    readonly bands: readonly StoredBand[];
    readonly members: readonly CollectionSize[];
  };
  const tallies = createTallies();
  addTallies(tallies, {
    awards: awards.map((row) => ({ ...row, points: micro(BigInt(row.points)) })),
    bands: bands.map((row) => ({ ...row, band: row.band ?? undefined })),
    members,
  });
  return tallies;
}

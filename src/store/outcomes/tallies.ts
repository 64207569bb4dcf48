// What is counted over all contacts that outputs list: kept with the run, so that a night counts only what it moves.

import { type Micro, micro } from "../../values/decimal.ts";
import { addDistribution, type CountedScores, countScore, type Distribution } from "./distribution.ts";
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
  /** By group and rule. */
  readonly awards: ByTwoNames<AwardTotal>;
  /** By group and band. */
  readonly bands: ByTwoNames<BandCount>;
  /** By kind and name. */
  readonly members: ByTwoNames<CollectionSize>;
  readonly scores: CountedScores;
  readonly stages: Map<string, number>;
}

/** A key joined of both names would have to be hashed anew for every contact: that would take longer than to count it. */
type ByTwoNames<Row> = Map<string | undefined, Map<string | undefined, Counting<Row>>>;

type Counting<Row> = { -readonly [Key in keyof Row]: Row[Key] };

export function createTallies(): Tallies {
  return { awards: new Map(), bands: new Map(), members: new Map(), scores: new Map(), stages: new Map() };
}

/** `sign` is 1 for a contact that is listed now, -1 for one that was. */
export function countContact(tallies: Tallies, state: KeptState, sign: 1 | -1): void {
  for (const { groupId: group, ruleId: rule, times, points } of state.awards) {
    addAward(tallies, { group, rule, contacts: sign, times: sign * times, points: signed(points, sign) });
  }
  for (const { groupId: group, band, points } of state.scores) {
    addBand(tallies, { group, band: band ?? undefined, contacts: sign });
    countScore(tallies.scores, group, points, sign);
  }
  for (const { kind, name } of state.memberships) addMembers(tallies, { kind, name, contacts: sign });
  if (state.stage !== undefined) addStage(tallies, state.stage.stage, sign);
}

function signed(points: Micro, sign: 1 | -1): Micro {
  return sign === 1 ? points : micro(-points);
}

export function addTallies(to: Tallies, rows: TallyRows): void {
  for (const row of rows.awards) addAward(to, row);
  for (const row of rows.bands) addBand(to, row);
  for (const row of rows.members) addMembers(to, row);
  addSizes(to, rows);
}

/** How contacts lie: kept with a run, for the report. */
export type Sizes = Pick<TallyRows, "scores" | "stages">;

const NO_SIZES: Sizes = { scores: new Map(), stages: new Map() };

export function addSizes(to: Tallies, { scores, stages }: Sizes): void {
  addDistribution(to.scores, scores);
  for (const [stage, contacts] of stages) addStage(to, stage, contacts);
}

function addAward({ awards }: Tallies, row: AwardTotal): void {
  const { group, rule, contacts, times, points } = row;
  const entry = awards.get(group)?.get(rule);
  if (entry === undefined) {
    begin(awards, group, rule, row);
    return;
  }
  entry.contacts += contacts;
  entry.times += times;
  entry.points = micro(entry.points + points);
}

function addBand({ bands }: Tallies, row: BandCount): void {
  const entry = bands.get(row.group)?.get(row.band);
  if (entry === undefined) begin(bands, row.group, row.band, row);
  else entry.contacts += row.contacts;
}

function addMembers({ members }: Tallies, row: CollectionSize): void {
  const entry = members.get(row.kind)?.get(row.name);
  if (entry === undefined) begin(members, row.kind, row.name, row);
  else entry.contacts += row.contacts;
}

function addStage({ stages }: Tallies, stage: string, contacts: number): void {
  stages.set(stage, (stages.get(stage) ?? 0) + contacts);
}

function begin<Row extends object>(
  counts: ByTwoNames<Row>,
  name: string,
  second: string | undefined,
  row: Row,
): void {
  const ofName = counts.get(name) ?? new Map<string | undefined, Counting<Row>>();
  counts.set(name, ofName.set(second, { ...row }));
}

/** Plain data. Of a night's difference, an entry may have no more contacts and yet more points. */
export interface TallyRows {
  readonly awards: readonly AwardTotal[];
  readonly bands: readonly BandCount[];
  readonly members: readonly CollectionSize[];
  readonly scores: Distribution;
  readonly stages: StageSizes;
}

/** Contacts by stage. */
export type StageSizes = ReadonlyMap<string, number>;

export function tallyRows({ awards, bands, members, scores, stages }: Tallies): TallyRows {
  return { awards: rowsOf(awards), bands: rowsOf(bands), members: rowsOf(members), scores, stages };
}

function rowsOf<Row>(counts: ByTwoNames<Row>): readonly Counting<Row>[] {
  return [...counts.values()].flatMap((ofName) => [...ofName.values()]);
}

type StoredAward = Omit<AwardTotal, "points"> & { readonly points: string };
type StoredBand = Omit<BandCount, "band"> & { readonly band: string | null };

/** As JSON, without what a run keeps for the report; points are micro-units in text, as their sum may be beyond what a double holds. */
export function formatTallies(tallies: Tallies): string {
  const { awards, bands, members } = tallyRows(tallies);
  const isAny = ({ contacts }: { readonly contacts: number }) => contacts !== 0;
  return JSON.stringify({
    awards: awards.filter(isAny).map((row) => ({ ...row, points: String(row.points) })),
    bands: bands.filter(isAny).map((row) => ({ ...row, band: row.band ?? null })),
    members: members.filter(isAny),
  });
}

/** Without what a run keeps for the report: `addSizes` adds that. */
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
    ...NO_SIZES,
  });
  return tallies;
}

/** As a JSON object. */
export function formatStageSizes(stages: StageSizes): string {
  const sizes = [...stages].filter(([, contacts]) => contacts !== 0);
  return JSON.stringify(Object.fromEntries(sizes.sort(([a], [b]) => (a < b ? -1 : 1))));
}

export function parseStageSizes(text: string): StageSizes {
  return new Map(Object.entries(JSON.parse(text) as Readonly<Record<string, number>>));
}

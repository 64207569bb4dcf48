// How each group's scores lie, and what moved between its bands.

import type { Group } from "../../rulebook/model.ts";
import type { NetMove } from "../../store/report/net-moves.ts";
import type { BandMovement, BandReport, GroupReport, HotContact } from "../model.ts";
import { placeBands } from "./band-scores.ts";
import { flowOf, unseenOf } from "./flows.ts";
import type { Ground, SummarisedRun } from "./ground.ts";
import { makeHistogram } from "./histogram.ts";
import { originOf } from "./origins.ts";

export function gatherGroups(
  ground: Ground,
  hottest: ReadonlyMap<string, readonly HotContact[]> | undefined,
): readonly GroupReport[] {
  return ground.rulebook.groups.map((group) => ({
    ...describeGroup(ground, group),
    hottest: hottest && (hottest.get(group.id) ?? []),
  }));
}

function describeGroup({ run, compared, moves }: Ground, group: Group): Omit<GroupReport, "hottest"> {
  const { id, title, location } = group;
  const [now, before] = [summaryOf(run, id), compared && summaryOf(compared, id)];
  const bands = describeBands(group, now, before);
  const scores = run.sizes?.scores.get(id);
  const own = moves.filter(({ kind, name }) => kind === "band" && name === id);
  return {
    ...{ group: id, title, origin: originOf(location), contacts: now?.contacts ?? 0, bands },
    distribution: scores && makeHistogram(scores, before && compared?.sizes?.scores.get(id)),
    withoutBand: { contacts: now?.without_band ?? 0, before: before?.without_band },
    movements: compared === undefined ? [] : addUnseen(own, bands),
  };
}

type GroupSummary = SummarisedRun["summary"]["groups"][number];

const summaryOf = ({ summary }: SummarisedRun, id: string) =>
  summary.groups.find(({ group }) => group === id);

function describeBands(
  group: Group,
  now: GroupSummary | undefined,
  before: GroupSummary | undefined,
): readonly BandReport[] {
  const contactsIn = (summary: GroupSummary | undefined, id: string) =>
    summary?.bands.find(({ band }) => band === id)?.contacts;
  return placeBands(group).map(({ band, scores }) => ({
    band: band.id,
    origin: originOf(band.location),
    contacts: contactsIn(now, band.id) ?? 0,
    before: contactsIn(before, band.id),
    scores,
  }));
}

/** With those whom the lists have gained or lost without a move, so that it adds up; by where from, then where to. */
function addUnseen(moves: readonly NetMove[], bands: readonly BandReport[]): readonly BandMovement[] {
  const known = new Set<string | undefined>([undefined, ...bands.map(({ band }) => band)]);
  const shown = moves.filter((move) => known.has(move.before) && known.has(move.after));
  const unseen = bands.flatMap(({ band, contacts, before }): readonly BandMovement[] => {
    const count = before === undefined ? 0 : unseenOf(flowOf(shown, band), before, contacts);
    if (count === 0) return [];
    return count > 0
      ? [{ before: undefined, after: band, contacts: count }]
      : [{ before: band, after: undefined, contacts: -count }];
  });
  return mergeMoves([...shown, ...unseen], [...bands.map(({ band }) => band), undefined]);
}

function mergeMoves(
  moves: readonly BandMovement[],
  places: readonly (string | undefined)[],
): readonly BandMovement[] {
  return places.flatMap((before) =>
    places.flatMap((after) => {
      const same = moves.filter((move) => move.before === before && move.after === after);
      const contacts = same.reduce((sum, move) => sum + move.contacts, 0);
      return contacts === 0 ? [] : [{ before, after, contacts }];
    }),
  );
}

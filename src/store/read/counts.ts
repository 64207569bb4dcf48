// Figures for summaries, and the hottest contacts. Contacts that outputs leave out count in `totals` only.

import type { Micro } from "../../values/decimal.ts";
import type { Connection } from "../database/connection.ts";
import type { FiringCount, LeftOut, TopContact, Totals } from "../model.ts";
import { SHOWN_CONFLICTS } from "./listed-rows.ts";
import { NAME_COLUMNS, trimmed } from "./names.ts";

export interface TopQuery {
  readonly band?: string | undefined;
  /** Members of this segment only. */
  readonly segment?: string | undefined;
  readonly limit: number;
}

interface Standings {
  readonly leftOut: LeftOut | null;
  readonly anonymous: number;
  readonly contacts: number;
}

/** By indexes alone, which spares reading what is known of everybody. */
export function countTotals(connection: Connection): Totals {
  const standings = connection.all<Standings>(
    "select left_out as leftOut, anonymous, count(*) as contacts from contact group by anonymous, key_kind, left_out",
  );
  const count = (isMeant: (standing: Standings) => boolean) =>
    standings.filter(isMeant).reduce((sum, { contacts }) => sum + contacts, 0);
  const events = connection.get<Pick<Totals, "events" | "eventsWithoutContact">>(
    `select (select count(*) from event) as events,
      (select count(*) from contact as stranger
        join identity on identity.contact_id = stranger.contact_id
        join event on event.identity_id = identity.identity_id
        where stranger.anonymous = 1 and stranger.key_kind = 'contact_id') as eventsWithoutContact`,
  );
  return {
    contacts: count(({ anonymous, leftOut }) => anonymous === 0 && leftOut !== "merged"),
    excluded: count(({ anonymous, leftOut }) => anonymous === 0 && leftOut === "excluded"),
    retired: count(({ leftOut }) => leftOut === "retired"),
    anonymous: count(({ anonymous }) => anonymous === 1),
    listed: count(({ leftOut }) => leftOut === null),
    events: events?.events ?? 0,
    eventsWithoutContact: events?.eventsWithoutContact ?? 0,
  };
}

/** Identities that are linked to several contacts. */
export function countConflicts(connection: Connection): number {
  const sql = `select count(*) as conflicts from ${SHOWN_CONFLICTS}`;
  return connection.get<{ conflicts: number }>(sql)?.conflicts ?? 0;
}

/** Triggers that fired in the run. */
export function countFirings(connection: Connection, runId: number): readonly FiringCount[] {
  return connection.all<FiringCount>(
    `select trigger_id as trigger, count(*) as firings from firing where run_id = ?
    group by trigger_id order by trigger_id`,
    runId,
  );
}

/** Highest score first, then by contact key. */
export function findTop(connection: Connection, group: string, query: TopQuery): readonly TopContact[] {
  const { band = null, segment = null, limit } = query;
  const rows = connection.allExact<Omit<TopContact, "band"> & { points: Micro; band: string | null }>(
    `select ${NAME_COLUMNS}, score.points_micro as points, score.band
    from score join contact on contact.contact_id = score.contact_id and contact.left_out is null
    where score.group_id = ? and (? is null or score.band = ?)
      and (? is null or exists (select 1 from membership where membership.contact_id = score.contact_id
        and membership.kind = 'segment' and membership.name = ?))
    order by score.points_micro desc, score.contact_id limit ?`,
    ...[group, band, band, segment, segment, limit],
  );
  return rows.map((row) => ({ ...trimmed(row), band: row.band ?? undefined }));
}

// What moved between two runs, however many lie between: from where a contact was before the first to where it is after
// the last.

import type { Connection, SqlValue } from "../database/connection.ts";
import type { ChangeRow } from "../model.ts";

/** The runs behind `after`, up to and with `upTo`. */
export interface RunSpan {
  readonly after: number;
  readonly upTo: number;
}

/** Contacts that made the same move. */
export interface NetMove extends Pick<ChangeRow, "kind" | "name" | "before" | "after"> {
  readonly contacts: number;
}

/** By kind and name, then by where from and where to. Anonymous visitors that lists leave out do not count. */
export function countNetMoves(connection: Connection, span: RunSpan): readonly NetMove[] {
  type Stored = Omit<NetMove, "before" | "after"> & {
    readonly before: string | null;
    readonly after: string | null;
  };
  const { sql, values } = selectMoves(connection, span);
  return connection
    .all<Stored>(
      `select kind, name, before, after, count(*) as contacts from (${sql})
      group by kind, name, before, after order by kind, name, before, after`,
      ...values,
    )
    .map((row) => ({ ...row, before: row.before ?? undefined, after: row.after ?? undefined }));
}

/** A move between two bands of a group. */
export type BandStep = readonly [group: string, before: string, after: string];

/** What counts as a movement. */
export interface CountedMoves {
  /** Segments and labels that the rulebook has. */
  readonly collections: readonly (readonly [kind: "segment" | "label", id: string])[];
  readonly up: readonly BandStep[];
  readonly down: readonly BandStep[];
}

/** Contacts, each once in a figure. */
export interface MovedContacts {
  readonly entered: number;
  readonly left: number;
  readonly movedUp: number;
  readonly movedDown: number;
}

export function countMovedContacts(
  connection: Connection,
  span: RunSpan,
  { collections, up, down }: CountedMoves,
): MovedContacts {
  const { sql, values } = selectMoves(connection, span);
  const isCounted = "(kind, name) in (select value ->> 0, value ->> 1 from json_each(?))";
  const isStep =
    "kind = 'band' and (name, before, after) in (select value ->> 0, value ->> 1, value ->> 2 from json_each(?))";
  const counted = connection.get<MovedContacts>(
    `select coalesce(sum(came), 0) as entered, coalesce(sum(went), 0) as "left",
      coalesce(sum(up), 0) as movedUp, coalesce(sum(down), 0) as movedDown
    from (
      select max(before is null and ${isCounted}) as came, max(after is null and ${isCounted}) as went,
        max(${isStep}) as up, max(${isStep}) as down
      from (${sql}) group by contact_id
    )`,
    ...[JSON.stringify(collections), JSON.stringify(collections), JSON.stringify(up), JSON.stringify(down)],
    ...values,
  );
  return counted ?? { entered: 0, left: 0, movedUp: 0, movedDown: 0 };
}

/** Who was excluded or retired on the way has left; a visitor who was never listed, or is somebody else now, has not. */
const SHOWN = "contact.left_out is null or contact.left_out in ('excluded', 'retired')";

interface Query {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Contact, kind, name, before and after. Of one run, which is the usual question, its rows stand together. */
function selectMoves(connection: Connection, { after, upTo }: RunSpan): Query {
  const runs = connection.all<{ id: number }>(
    "select run_id as id from run where run_id > ? and run_id <= ? and summary is not null",
    ...[after, upTo],
  );
  const [first] = runs;
  return first !== undefined && runs.length === 1
    ? {
        sql: movesOf("select contact_id, kind, name, before, after from change where run_id = ?"),
        values: [first.id],
      }
    : { sql: movesOf(NET), values: [after, upTo] };
}

function movesOf(changes: string): string {
  return `select moved.contact_id, kind, name, before, after
    from (${changes}) as moved join contact on contact.contact_id = moved.contact_id where ${SHOWN}`;
}

const NET = `select span.contact_id, span.kind, span.name, first.before, last.after
  from (
    select contact_id, kind, name, min(run_id) as first_run, max(run_id) as last_run
    from change where run_id > ? and run_id <= ? group by contact_id, kind, name
  ) as span
  join change as first on first.run_id = span.first_run and first.contact_id = span.contact_id
    and first.kind = span.kind and first.name = span.name
  join change as last on last.run_id = span.last_run and last.contact_id = span.contact_id
    and last.kind = span.kind and last.name = span.name
  where first.before is not last.after`;

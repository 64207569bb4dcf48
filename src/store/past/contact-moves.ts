// What runs have done to one contact.

import type { Instant } from "../../values/calendar.ts";
import type { Connection } from "../database/connection.ts";
import type { ChangeRow } from "../model.ts";

export interface ContactMove extends Pick<ChangeRow, "kind" | "name" | "before" | "after"> {
  readonly runId: number;
}

export interface ContactFiring {
  readonly runId: number;
  readonly trigger: string;
  /** 1 for the contact's first firing of the trigger. */
  readonly number: number;
  readonly firedAt: Instant;
}

export interface ContactMoves {
  /** By run, kind and name. */
  readonly moves: readonly ContactMove[];
  /** By run and trigger. */
  readonly firings: readonly ContactFiring[];
}

/** Of these runs. Each is looked up by its key, as `change` grows with every night. */
export function readContactMoves(
  connection: Connection,
  contactId: string,
  runIds: readonly number[],
): ContactMoves {
  type Stored = Omit<ContactMove, "before" | "after"> & {
    readonly before: string | null;
    readonly after: string | null;
  };
  const ids = JSON.stringify(runIds);
  const moves = connection.all<Stored>(
    `select run_id as runId, kind, name, before, after from json_each(?) as wanted
      join change on change.run_id = wanted.value and change.contact_id = ?
    order by run_id, kind, name`,
    ...[ids, contactId],
  );
  const firings = connection.all<ContactFiring>(
    `select firing.run_id as runId, firing.trigger_id as trigger, firing.number, firing.fired_at as firedAt
    from known_trigger join firing on firing.trigger_id = known_trigger.trigger_id and firing.contact_id = ?
    where firing.run_id in (select value from json_each(?)) order by firing.run_id, firing.trigger_id, firing.number`,
    ...[contactId, ids],
  );
  return {
    moves: moves.map((row) => ({ ...row, before: row.before ?? undefined, after: row.after ?? undefined })),
    firings,
  };
}

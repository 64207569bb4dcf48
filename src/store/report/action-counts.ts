// The actions that output folders list.

import type { Connection } from "../database/connection.ts";
import type { RunSpan } from "./net-moves.ts";

export interface ActionCount {
  readonly kind: string;
  readonly target: string;
  readonly trigger: string;
  readonly count: number;
}

/** Of the actions that the output folders of these runs list. */
export function countActions(connection: Connection, { after, upTo }: RunSpan): readonly ActionCount[] {
  return connection.all<ActionCount>(
    `select action.kind, action.target, action.trigger_id as trigger, count(*) as count
    from action join contact on contact.contact_id = action.contact_id and contact.left_out is null
    where action.written_run_id > ? and action.written_run_id <= ?
    group by action.kind, action.target, action.trigger_id
    order by count(*) desc, action.kind, action.target, action.trigger_id`,
    ...[after, upTo],
  );
}

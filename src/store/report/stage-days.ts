// How long contacts took from one stage to the next.

import type { Connection } from "../database/connection.ts";

export interface StageDays {
  /** The stage that was entered. */
  readonly stage: string;
  /** Whole days since entering the one before it. */
  readonly days: number;
  readonly contacts: number;
}

export interface StageQuestion {
  /** The runs that count, with the number of the day of their as-of. */
  readonly runDays: readonly (readonly [runId: number, day: number])[];
  /** The last of these runs. */
  readonly upTo: number;
  /** A stage and the one behind it. */
  readonly pairs: readonly (readonly [before: string, stage: string])[];
}

/**
 * Of listed contacts whose both moves were seen: the last time that they entered a stage, and the last time before that
 * they entered the one before it. By stage and days.
 */
export function countStageDays(
  connection: Connection,
  { runDays, upTo, pairs }: StageQuestion,
): readonly StageDays[] {
  return connection.all<StageDays>(
    `with day as materialized (select value ->> 0 as run_id, value ->> 1 as number from json_each(?)),
    pair as materialized (select value ->> 0 as before, value ->> 1 as stage from json_each(?)),
    entered as (
      select contact_id, after as stage, max(run_id) as run_id from change
      where kind = 'stage' and after is not null and run_id <= ? group by contact_id, after
    ),
    step as (
      select entered.contact_id, entered.stage, entered.run_id, (
          select max(run_id) from change where kind = 'stage' and contact_id = entered.contact_id
            and after = pair.before and run_id < entered.run_id
        ) as former_run
      from entered join pair on pair.stage = entered.stage
    )
    select step.stage, now.number - former.number as days, count(*) as contacts
    from step
      join contact on contact.contact_id = step.contact_id and contact.left_out is null
      join day as now on now.run_id = step.run_id
      join day as former on former.run_id = step.former_run
    group by 1, 2 order by 1, 2`,
    ...[JSON.stringify(runDays), JSON.stringify(pairs), upTo],
  );
}

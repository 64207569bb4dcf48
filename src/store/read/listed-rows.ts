// Rows for the output folder that belong to a run, sorted, page after page. Excluded contacts are in none of them.

import type { Connection } from "../database/connection.ts";
import { inPages } from "../database/paging.ts";
import type { ActionRow, ChangeRow, ConflictRow, ContactName, RejectRow } from "../model.ts";
import { NAME_COLUMNS, trimmed } from "./names.ts";

const PAGE = 1_000;
/** Rows may be as long as intake allows, 1 MiB. */
const PAGE_OF_REJECTS = 50;

export function readChanges(connection: Connection, runId: number): Generator<ChangeRow> {
  type Stored = ContactName &
    Pick<ChangeRow, "kind" | "name"> & { readonly before: string | null; readonly after: string | null };
  return inPages((last) =>
    connection
      .all<Stored>(
        `select ${NAME_COLUMNS}, change.kind, change.name, change.before, change.after
        from change join contact on contact.contact_id = change.contact_id
        where change.run_id = ? and (change.contact_id, change.kind, change.name) > (?, ?, ?)
          and contact.left_out is null
        order by change.contact_id, change.kind, change.name limit ?`,
        ...[runId, last?.contactId ?? "", last?.kind ?? "", last?.name ?? "", PAGE],
      )
      .map((row) => ({ ...trimmed(row), before: row.before ?? undefined, after: row.after ?? undefined })),
  );
}

/** The actions that the run's output folder lists, those claimed from runs that ended early included. */
export function readActions(connection: Connection, runId: number): Generator<ActionRow> {
  type Stored = Omit<ActionRow, "scores"> & { readonly scores: string };
  return inPages((last) =>
    connection
      .all<Stored>(
        `select ${NAME_COLUMNS}, action.action_id as actionId, action.trigger_id as trigger, action.number,
          action.position, action.kind, action.target, action.parameters, action.fired_at as firedAt,
          action.scores, action.why
        from action join contact on contact.contact_id = action.contact_id
        where action.written_run_id = ? and contact.left_out is null
          and (action.contact_id, action.trigger_id, action.number, action.position) > (?, ?, ?, ?)
        order by action.contact_id, action.trigger_id, action.number, action.position limit ?`,
        ...[runId, last?.contactId ?? "", last?.trigger ?? "", last?.number ?? 0, last?.position ?? 0, PAGE],
      )
      .map((row) => ({ ...trimmed(row), scores: JSON.parse(row.scores) as Record<string, string> })),
  );
}

/** Kinds of the actions that the run's output folder lists. */
export function readActionKinds(connection: Connection, runId: number): readonly string[] {
  const sql = "select distinct kind from action where written_run_id = ? order by kind";
  return connection.all<{ kind: string }>(sql, runId).map((row) => row.kind);
}

export function readRejects(connection: Connection, runId: number): Generator<RejectRow> {
  type Stored = Omit<RejectRow, "column"> & { readonly rejectId: number; readonly columnName: string | null };
  return inPages((last: (RejectRow & { readonly rejectId: number }) | undefined) =>
    connection
      .all<Stored>(
        `select reject_id as rejectId, source, file, line, column_name as columnName, code, message, raw
        from reject where run_id = ? and reject_id > ? order by reject_id limit ?`,
        ...[runId, last?.rejectId ?? 0, PAGE_OF_REJECTS],
      )
      .map(({ columnName, ...row }) => ({ ...row, column: columnName ?? undefined })),
  );
}

/** All that exist, but those of contacts that are excluded or retired. */
export const SHOWN_CONFLICTS = `conflict
  join identity on identity.kind = conflict.kind and identity.key = conflict.key
  left join contact as owner on owner.contact_id = conflict.contact_id
  left join contact as claimant on claimant.contact_id = conflict.other_contact_id
  where coalesce(owner.left_out, '') not in ('excluded', 'retired')
    and coalesce(claimant.left_out, '') not in ('excluded', 'retired')`;

export function readConflicts(connection: Connection): Generator<ConflictRow> {
  type Stored = ConflictRow & { readonly key: string; readonly other: string };
  return inPages((last: Stored | undefined) =>
    connection.all<Stored>(
      `select conflict.kind, conflict.key, conflict.other_contact_id as other, identity.value,
        coalesce(owner.written, conflict.contact_id) as written,
        coalesce(claimant.written, conflict.other_contact_id) as otherWritten
      from ${SHOWN_CONFLICTS}
        and (conflict.kind, conflict.key, conflict.other_contact_id) > (?, ?, ?)
      order by conflict.kind, conflict.key, conflict.other_contact_id limit ?`,
      ...[last?.kind ?? "", last?.key ?? "", last?.other ?? "", PAGE],
    ),
  );
}

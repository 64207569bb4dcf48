// Rows for the output folder, sorted, page after page. Excluded contacts are in none of them.

import type { Micro } from "../values/decimal.ts";
import type { Connection } from "./connection.ts";
import { loadFurtherIdentities } from "./further-identities.ts";
import type {
  ActionRow,
  ChangeRow,
  CollectionKind,
  ConflictRow,
  ContactName,
  MemberRow,
  RejectRow,
  ScoredRow,
} from "./model.ts";
import { inPages } from "./paging.ts";
import { loadStates, type StoredState } from "./state.ts";

const PAGE = 1_000;
/** Rows may be as long as intake allows, 1 MiB. */
const PAGE_OF_REJECTS = 50;
/** The columns of `ContactName`, from a row of `contact`. */
export const NAME_COLUMNS = `contact.contact_id as contactId, contact.written,
  coalesce(json_extract(contact.fields, '$.email'), (
    select json_extract(part.fields, '$.email') from contact as part
    where part.merged_into = contact.contact_id and part.retired = 0 order by part.contact_id limit 1
  ), (
    select identity.value from identity where identity.contact_id = contact.contact_id and identity.kind = 'email'
      and not exists (select 1 from link join identity as high on high.identity_id = link.high_id
        where link.low_id = identity.identity_id and link.evidence = 'former'
          and high.contact_id = contact.contact_id)
    order by identity.key limit 1
  ), '') as email`;
/** The contact's scores as a JSON object of group -> micro-units in text, which no double can spoil. */
const SCORES_COLUMN = `(select json_group_object(group_id, cast(points_micro as text)) from score
  where score.contact_id = contact.contact_id) as scores`;

export function readScored(connection: Connection): Generator<ScoredRow> {
  return inPages((after) => {
    const names = connection.all<ContactName>(
      `select ${NAME_COLUMNS} from contact where contact_id > ? and left_out is null order by contact_id limit ?`,
      ...[after?.contactId ?? "", PAGE],
    );
    const first = names[0]?.contactId;
    const last = names.at(-1)?.contactId;
    if (first === undefined || last === undefined) return [];
    const stateOf = loadStates(connection, { first, last });
    const furtherOf = loadFurtherIdentities(connection, { first, last });
    return names.map((name) => ({
      ...toScoredRow(name, stateOf(name.contactId)),
      identities: furtherOf(name.contactId),
    }));
  });
}

function toScoredRow(
  name: ContactName,
  { scores, classes, stage, memberships }: StoredState,
): Omit<ScoredRow, "identities"> {
  const bands = scores.flatMap(({ groupId, band }) => (band === null ? [] : [[groupId, band] as const]));
  const membersOf = (kind: CollectionKind) =>
    new Set(memberships.filter((row) => row.kind === kind).map((row) => row.name));
  return {
    ...trimmed(name),
    scores: new Map(scores.map(({ groupId, points }) => [groupId, points])),
    bands: new Map(bands),
    classes: new Map(classes.map(({ classId, value }) => [classId, value])),
    stage: stage?.stage,
    segments: membersOf("segment"),
    labels: membersOf("label"),
  };
}

export function readMembers(
  connection: Connection,
  kind: CollectionKind,
  name: string,
): Generator<MemberRow> {
  type Stored = ContactName & { readonly since: number; readonly scores: string };
  return inPages((after) =>
    connection
      .all<Stored>(
        `select ${NAME_COLUMNS}, membership.since, ${SCORES_COLUMN}
        from membership join contact on contact.contact_id = membership.contact_id
        where membership.kind = ? and membership.name = ? and membership.contact_id > ? and contact.left_out is null
        order by membership.contact_id limit ?`,
        ...[kind, name, after?.contactId ?? "", PAGE],
      )
      .map((row) => ({ ...trimmed(row), scores: parseScores(row.scores) })),
  );
}

function parseScores(json: string): ReadonlyMap<string, Micro> {
  const entries = Object.entries(JSON.parse(json) as Record<string, string>);
  return new Map(entries.map(([group, points]) => [group, BigInt(points) as Micro]));
}

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

/** SQLite's trim knows blanks only, exports also hold tabs and no-break spaces. */
export function trimmed<Row extends ContactName>(row: Row): Row {
  return { ...row, email: row.email.trim() };
}

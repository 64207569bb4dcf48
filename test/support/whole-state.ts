// Everything that a database holds of its contacts and runs, to be compared with another's.

import Database from "better-sqlite3";

const TABLES: Readonly<Record<string, string>> = {
  contact: "select * from contact order by contact_id",
  identity: "select kind, key, value, contact_id from identity order by kind, key",
  conflict:
    "select kind, key, contact_id, other_contact_id from conflict order by kind, key, other_contact_id",
  event: "select event_id, source, type, at, fields from event order by event_id, source",
  // Not when it is due: a contact left alone keeps an earlier instant, which comes to the same.
  state: `select contact_id, awards, scores, classes, memberships, stage, triggers from state order by contact_id`,
  output_row: "select * from output_row order by file, contact_id",
  known_trigger: "select * from known_trigger order by trigger_id",
  firing: "select * from firing order by trigger_id, contact_id, number",
  action: "select * from action order by action_id",
  change: "select * from change order by run_id, contact_id, kind, name",
  run: "select run_id, as_of, basis, tallies, distribution, stages, summary from run order by run_id",
};

export function wholeState(path: string): Readonly<Record<string, readonly unknown[]>> {
  const database = new Database(path, { readonly: true });
  try {
    return Object.fromEntries(
      Object.entries(TABLES).map(([table, sql]) => [table, database.prepare(sql).all().map(comparable)]),
    );
  } finally {
    database.close();
  }
}

/** Where exports lie, and in which order things were counted, makes no difference. */
function comparable(row: unknown): unknown {
  const { summary, tallies, ...rest } = row as Record<string, unknown>;
  if (typeof summary !== "string") return row;
  const { inputs: _, ...figures } = JSON.parse(summary) as Record<string, unknown>;
  const counted = Object.entries(JSON.parse(String(tallies ?? "{}")) as Record<string, readonly unknown[]>);
  const sorted = counted.map(([name, rows]) => [name, rows.map((entry) => JSON.stringify(entry)).sort()]);
  return { ...rest, figures, tallies: sorted };
}

import type { Store } from "../../store/store.ts";
import { showText, type Terminal } from "../terminal.ts";

/** One line, where opening the database has brought it up to date. */
export function tellMigration({ migration }: Store, db: string, terminal: Terminal): void {
  if (migration === undefined) return;
  const { from, to, copy = "" } = migration;
  terminal.err(
    `tallybook: database "${showText(db)}" was migrated from format ${from} to ${to}; as it was, it is kept in "${showText(copy)}"\n`,
  );
}

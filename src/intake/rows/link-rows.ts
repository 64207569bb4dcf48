import { readIdentity } from "../identity/identity-key.ts";
import { listQuoted } from "../input-error.ts";
import type { IdentityLayout } from "../layouts/layout.ts";
import type { LinkRow } from "../sink.ts";
import type { RowReading } from "./row-fault.ts";

/** For one file. */
export function createLinkReader({
  identities,
  labels,
}: IdentityLayout): (cells: readonly string[], line: number) => RowReading<LinkRow> {
  return (cells, line) => {
    const found = identities.flatMap(({ kind, position }) => readIdentity(kind, cells[position]!) ?? []);
    if (found.length >= 2) return { kind: "row", row: { line, identities: found } };
    const blank = identities
      .map(({ position }) => position)
      .filter((position) => cells[position]!.trim() === "")
      .map((position) => labels[position]!);
    const column = blank.length === 1 ? blank[0] : undefined;
    const message = `${listQuoted(blank, "and")} ${column === undefined ? "are" : "is"} blank; expected two identities that name the same person`;
    return { kind: "fault", code: "missing-identity", column, message };
  };
}

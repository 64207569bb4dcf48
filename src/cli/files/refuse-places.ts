import { resolve, sep } from "node:path";
import { UsageError } from "../exit-codes.ts";

interface Places {
  readonly db: string;
  readonly out: string;
  readonly contacts?: readonly string[];
  readonly events?: readonly string[];
  readonly identities?: readonly string[];
}

/** The output folder is replaced as a whole, and inputs are only read: the database can be neither. */
export function refusePlaces({ db, out, contacts = [], events = [], identities = [] }: Places): void {
  if (db.trim() === "") throw new UsageError("--db is empty; give the file of the database");
  if (out.trim() === "") throw new UsageError("--out is empty; give the folder for the lists");
  const database = resolve(db);
  if (`${database}${sep}`.startsWith(`${resolve(out)}${sep}`)) {
    throw new UsageError(`--db "${db}" lies in the output folder "${out}"; give a place outside it`);
  }
  const input = [...contacts, ...events, ...identities].find((path) => resolve(path) === database);
  if (input !== undefined) throw new UsageError(`--db "${db}" is also an input; give a file of its own`);
}

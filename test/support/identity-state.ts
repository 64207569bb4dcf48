// Who has which scores, and who claims what: by the reference's reading of the rows, or from a database.

import Database from "better-sqlite3";
import { compileRulebook } from "../../src/evaluate/compile-rulebook.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import type { Store } from "../../src/store/store.ts";
import { formatDecimal, micro } from "../../src/values/decimal.ts";
import { NO_PREVIOUS } from "./evaluate-yaml.ts";
import { type PlainContact, whoIsWho } from "./reference/identities.ts";
import { matchingKey, type PlainExports } from "./reference/identity-rows.ts";
import { readScored } from "./scoring.ts";

/** By group; decimals. */
type Scores = Readonly<Record<string, string>>;

export interface IdentityState {
  /** By contact key. */
  readonly known: Readonly<Record<string, Scores>>;
  /** By "kind:key"; those with nothing but zeros left out: a database may know some that have no event yet. */
  readonly anonymous: Readonly<Record<string, Scores>>;
  /** "kind,key,contact,other contact" of two that are known, sorted. */
  readonly conflicts: readonly string[];
}

/** The reference tells who has which events; the program's own evaluator scores them. */
export function stateByReference(rulebook: Rulebook, exports: PlainExports, asOf: number): IdentityState {
  const evaluate = compileRulebook(rulebook);
  const scoresOf = ({ name, fields, events }: PlainContact): Scores => {
    const evaluation = evaluate({ contactId: name, fields, events, previous: NO_PREVIOUS }, asOf);
    if (evaluation.kind === "excluded") throw new Error(`${name} is excluded`);
    return Object.fromEntries(evaluation.scores.map(({ group, points }) => [group, formatDecimal(points)]));
  };
  const { contacts, conflicts } = whoIsWho(exports, asOf);
  const known = contacts.filter(({ isAnonymous }) => !isAnonymous);
  const anonymous = contacts.filter(({ isAnonymous }) => isAnonymous);
  const names = new Set(known.map(({ name }) => name));
  return {
    known: Object.fromEntries(known.map((contact) => [contact.name, scoresOf(contact)])),
    anonymous: Object.fromEntries(
      anonymous
        .map((contact) => [contact.name, scoresOf(contact)] as const)
        .filter(([, scores]) => hasPoints(scores)),
    ),
    conflicts: conflicts
      .filter(({ contact, other }) => names.has(contact) && names.has(other))
      .map(({ kind, key, contact, other }) => [kind, key, contact, other].join(","))
      .sort(),
  };
}

/** What a run left. */
export function stateInStore(store: Store, database: string): IdentityState {
  const scores = scoresInDatabase(database);
  const known = new Set(readScored(store).map(({ contactId }) => contactId));
  const conflicts = [...store.conflicts()]
    .filter(({ written, otherWritten }) => [written, otherWritten].every((one) => known.has(contactKey(one))))
    .map(({ kind, value, written, otherWritten }) =>
      [kind, matchingKey(kind, value), contactKey(written), contactKey(otherWritten)].join(","),
    );
  const entries = Object.entries(scores);
  return {
    known: Object.fromEntries(entries.filter(([name]) => known.has(name))),
    anonymous: Object.fromEntries(entries.filter(([name, own]) => !known.has(name) && hasPoints(own))),
    conflicts: conflicts.sort(),
  };
}

function hasPoints(scores: Scores): boolean {
  return Object.values(scores).some((points) => points !== "0");
}

/** As exports write it, an e-mail may have capitals. */
function contactKey(written: string): string {
  return matchingKey(written.includes("@") ? "email" : "contact_id", written);
}

/** Of all contacts, anonymous ones too. */
export function scoresInDatabase(path: string): Readonly<Record<string, Scores>> {
  const database = new Database(path, { readonly: true });
  const rows = database
    .prepare("select contact_id as name, group_id as groupId, points_micro as points from score")
    .safeIntegers()
    .all() as { name: string; groupId: string; points: bigint }[];
  database.close();
  const scores: Record<string, Record<string, string>> = {};
  for (const { name, groupId, points } of rows) {
    scores[name] = { ...scores[name], [groupId]: formatDecimal(micro(points)) };
  }
  return scores;
}

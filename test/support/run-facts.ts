// What a run left, contact by contact, read from the tables with SQL of its own: comparisons have to come to the same.

import Database from "better-sqlite3";
import type { Rulebook } from "../../src/rulebook/model.ts";

/** Of the contacts that outputs list: texts such as "score ski 12000000" or "band ski hot", each once. */
export type RunFacts = ReadonlyMap<string, ReadonlySet<string>>;

interface Fact {
  readonly contact: string;
  readonly fact: string;
}

const FACTS = `with listed as materialized (
  select contact_id from contact where left_out is null and retired = 0 and merged_into is null
)
select contact_id as contact, '' as fact from listed
union all select contact_id, 'score ' || group_id || ' ' || points_micro from score
union all select contact_id, 'award ' || group_id || ' ' || rule_id || ' ' || points_micro from award
union all select contact_id, 'band ' || group_id || ' ' || band from score where band is not null
union all select contact_id, 'class ' || class_id || ' ' || value from class
union all select contact_id, 'stage stage ' || stage from stage
union all select contact_id, kind || ' ' || name || ' member' from membership`;

interface Action {
  readonly contact: string;
  readonly name: string;
  readonly parameters: string;
}

const ACTIONS = `select contact_id as contact, trigger_id || ' ' || kind || ' ' || target as name, parameters
from action where run_id = (select max(run_id) from run) order by action_id`;

/** `name` is "trigger kind target"; of equal ones of a contact each is a fact of its own. */
export function addActionFact(facts: Set<string>, name: string, parameters: object): void {
  const sorted = JSON.stringify(Object.entries(parameters).sort());
  for (let number = 1; ; number++) {
    const fact = `action ${name} ${sorted} ${number}`;
    if (!facts.has(fact)) return void facts.add(fact);
  }
}

/** `rulebook` is the run's: what earlier ones left and it has no more, outputs do not show. */
export function readRunFacts(path: string, rulebook: Rulebook): RunFacts {
  const database = new Database(path, { readonly: true });
  try {
    const facts = new Map<string, Set<string>>();
    for (const { contact, fact } of database.prepare<[], Fact>(FACTS).all()) {
      if (fact === "") facts.set(contact, new Set());
      else if (isShown(fact, rulebook)) facts.get(contact)?.add(fact);
    }
    for (const { contact, name, parameters } of database.prepare<[], Action>(ACTIONS).all()) {
      const own = facts.get(contact);
      if (own !== undefined) addActionFact(own, name, JSON.parse(parameters) as object);
    }
    return facts;
  } finally {
    database.close();
  }
}

function isShown(fact: string, { stages, segments, labels }: Rulebook): boolean {
  const [kind, name, value] = fact.split(" ");
  const has = (entries: readonly { readonly id: string }[], id = "") =>
    entries.some((entry) => entry.id === id);
  if (kind === "stage") return has(stages, value);
  if (kind === "segment") return has(segments, name);
  return kind !== "label" || has(labels, name);
}

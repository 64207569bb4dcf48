// What a run gave against what was expected of it.

import type { ScoredContact } from "../evaluate/history.ts";
import { formatDecimal, ZERO } from "../values/decimal.ts";
import { compareActions, findingOf } from "./compare-actions.ts";
import type { Difference } from "./difference.ts";
import type { AwardCheck, Check } from "./model.ts";
import type { RunContact } from "./world.ts";

/** The contacts of a run by their keys. */
export type RunContacts = ReadonlyMap<string, RunContact>;

type Finding = Difference["finding"];

/** A check that does not hold. */
export interface Failed {
  readonly check: Check;
  /** At least one. */
  readonly differences: readonly Difference[];
}

export function compareRun(checks: readonly Check[], contacts: RunContacts): readonly Failed[] {
  return checks
    .map((check) => ({ check, differences: compare(check, contacts) }))
    .filter(({ differences }) => differences.length > 0);
}

function compare(check: Check, contacts: RunContacts): readonly Difference[] {
  switch (check.kind) {
    case "score":
      return ofContact(check, check.group, contacts, (scored) =>
        value(formatDecimal(check.expected), formatDecimal(scoreOf(scored, check.group)?.points ?? ZERO)),
      );
    case "band":
      return ofContact(check, check.group, contacts, (scored) =>
        value(check.expected ?? "none", scoreOf(scored, check.group)?.band ?? "none"),
      );
    case "class":
      return ofContact(check, check.class, contacts, ({ classes }) =>
        value(check.expected ?? "none", classes.find((each) => each.class === check.class)?.value ?? "none"),
      );
    case "stage":
      return ofContact(check, undefined, contacts, ({ stage }) =>
        value(check.expected ?? "none", stage?.stage ?? "none"),
      );
    case "award":
      return check.groups.flatMap((group) =>
        ofContact(check, check.rule, contacts, (scored) => compareAward(check, group, scored)),
      );
    case "segment":
    case "label":
      return ofAll(
        check,
        check.id,
        members(check.expected, membersOf(check.kind, check.id, contacts), contacts),
      );
    case "excluded":
      return ofAll(check, undefined, members(check.expected, excludedOf(contacts), contacts));
    case "actions":
      return ofAll(check, undefined, findingOf(compareActions(check.expected, contacts), contacts));
    default:
      return check satisfies never;
  }
}

function ofContact(
  { kind, span, contact }: Extract<Check, { contact: string }>,
  name: string | undefined,
  contacts: RunContacts,
  find: (scored: ScoredContact) => Finding | undefined,
): readonly Difference[] {
  const found = contacts.get(contact);
  const finding =
    found?.evaluation.kind === "scored"
      ? find(found.evaluation)
      : value("a scored contact", found === undefined ? GONE : "an excluded contact");
  if (finding === undefined) return [];
  return [{ kind, line: span.line, contact: found?.written ?? contact, name, finding }];
}

/** Runs find no contact of that key, although the test has one. */
const GONE = "one that is retired or part of another";

function ofAll({ kind, span }: Check, name: string | undefined, finding: Finding | undefined) {
  return finding === undefined ? [] : [{ kind, line: span.line, contact: undefined, name, finding }];
}

function value(expected: string, got: string): Finding | undefined {
  return expected === got ? undefined : { kind: "value", expected, got };
}

const scoreOf = ({ scores }: ScoredContact, group: string) => scores.find((each) => each.group === group);

/** Only what is expected of the two is told. */
function compareAward({ rule, times, points }: AwardCheck, group: string, { awards }: ScoredContact) {
  const award = awards.find((each) => each.rule === rule && each.group === group);
  const told = (times_: number | undefined, points_: string | undefined) =>
    [
      times === undefined ? undefined : `${times_} ${times_ === 1 ? "time" : "times"}`,
      points === undefined ? undefined : `${points_} ${points_ === "1" ? "point" : "points"}`,
    ]
      .filter((text) => text !== undefined)
      .join(", ");
  return value(
    told(times, points === undefined ? undefined : formatDecimal(points)),
    told(award?.times ?? 0, formatDecimal(award?.points ?? ZERO)),
  );
}

export function membersOf(kind: "segment" | "label", id: string, contacts: RunContacts): readonly string[] {
  return [...contacts].flatMap(([contact, { evaluation }]) => {
    if (evaluation.kind === "excluded") return [];
    const ids = kind === "segment" ? evaluation.segments : evaluation.labels;
    return ids.includes(id) ? [contact] : [];
  });
}

function excludedOf(contacts: RunContacts): readonly string[] {
  return [...contacts].flatMap(([contact, { evaluation }]) =>
    evaluation.kind === "excluded" ? [contact] : [],
  );
}

function members(
  expected: readonly string[],
  got: readonly string[],
  contacts: RunContacts,
): Finding | undefined {
  const lacking = (from: readonly string[], others: readonly string[]) =>
    [...new Set(from)].filter((id) => !others.includes(id)).map((id) => contacts.get(id)?.written ?? id);
  const [missing, unexpected] = [lacking(expected, got), lacking(got, expected)];
  return missing.length + unexpected.length === 0 ? undefined : { kind: "list", missing, unexpected };
}

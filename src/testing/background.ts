// How contacts came by what a test expected otherwise.

import { explainHistory } from "../evaluate/explain/explain-history.ts";
import type { Explanation } from "../evaluate/explain/explanation.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { Instant } from "../values/calendar.ts";
import { membersOf, type RunContacts } from "./compare.ts";
import { compareActions } from "./compare-actions.ts";
import { groupsOfClass, groupsOfCondition } from "./deciding-groups.ts";
import type { Background } from "./difference.ts";
import type { Check } from "./model.ts";

/** `checks` are those that do not hold. Each group and trigger of a contact is told once. */
export function findBackground(
  checks: readonly Check[],
  contacts: RunContacts,
  rulebook: Rulebook,
  asOf: Instant,
): readonly Background[] {
  const explained = new Map<string, Explanation>();
  const wanted = mergeWanted(checks.flatMap((check) => wantedFor(check, contacts, rulebook)));
  const found = wanted.flatMap((want) => {
    const contact = contacts.get(want.contact);
    if (contact === undefined) return [];
    const explanation = explained.get(want.contact) ?? explainHistory(rulebook, contact.history, asOf);
    explained.set(want.contact, explanation);
    return backgroundOf(want, contact.written, explanation) ?? [];
  });
  return withoutRepeatedReasons(found);
}

/** Something of a contact that is to be explained. */
type Wanted = { readonly contact: string } & (
  | { readonly kind: "group"; readonly name: string; readonly rules: readonly string[] | undefined }
  | { readonly kind: "trigger"; readonly name: string }
);

function wantedFor(check: Check, contacts: RunContacts, rulebook: Rulebook): readonly Wanted[] {
  switch (check.kind) {
    case "score":
    case "band":
      return wholeGroups(check.contact, [check.group], rulebook);
    case "class":
      return wholeGroups(check.contact, groupsOfClass(rulebook, check.class), rulebook);
    case "stage":
      return wholeGroups(
        check.contact,
        rulebook.stages.flatMap(({ when }) => groupsOfCondition(when)),
        rulebook,
      );
    case "segment":
    case "label":
      return membersInDoubt(check, contacts).flatMap((contact) =>
        wholeGroups(contact, groupsOfCollection(check, rulebook), rulebook),
      );
    case "award":
      return check.groups.map((name) => ({
        kind: "group",
        contact: check.contact,
        name,
        rules: [check.rule],
      }));
    case "actions": {
      const { missing, unexpected } = compareActions(check.expected, contacts);
      return [...missing, ...unexpected].flatMap(({ contact, trigger }): readonly Wanted[] => [
        ...wholeGroups(contact, groupsOfTrigger(trigger, rulebook), rulebook),
        { kind: "trigger", contact, name: trigger },
      ]);
    }
    default:
      return [];
  }
}

type CollectionCheck = Extract<Check, { kind: "segment" | "label" }>;

function groupsOfCollection({ kind, id }: CollectionCheck, rulebook: Rulebook): readonly string[] {
  const collections = kind === "segment" ? rulebook.segments : rulebook.labels;
  return groupsOfCondition(collections.find((each) => each.id === id)?.when);
}

function groupsOfTrigger(id: string, { triggers }: Rulebook): readonly string[] {
  return groupsOfCondition(triggers.find((trigger) => trigger.id === id)?.when);
}

/** Who is a member and should not be, or the other way round. */
function membersInDoubt({ kind, id, expected }: CollectionCheck, contacts: RunContacts): readonly string[] {
  const members = membersOf(kind, id, contacts);
  return [
    ...expected.filter((contact) => !members.includes(contact)),
    ...members.filter((contact) => !expected.includes(contact)),
  ];
}

function wholeGroups(
  contact: string,
  groups: readonly string[],
  rulebook: Rulebook,
): readonly Extract<Wanted, { kind: "group" }>[] {
  const names = new Set(groups.flatMap((group) => summedIn(group, rulebook)));
  return [...names].map((name) => ({ kind: "group", contact, name, rules: undefined }));
}

/** The group, and those that it sums: the awards are theirs. */
function summedIn(group: string, { groups }: Rulebook): readonly string[] {
  const found = groups.find(({ id }) => id === group);
  return found?.kind === "combined" ? [group, ...found.terms.map((term) => term.group)] : [group];
}

/** A group that is wanted as a whole needs not be told again for one of its rules. */
function mergeWanted(all: readonly Wanted[]): readonly Wanted[] {
  const merged = new Map<string, Wanted>();
  for (const want of all) {
    const key = JSON.stringify([want.kind, want.contact, want.name]);
    const known = merged.get(key);
    if (known?.kind === "group" && want.kind === "group") {
      const isWhole = known.rules === undefined || want.rules === undefined;
      merged.set(key, {
        ...want,
        rules: isWhole ? undefined : [...(known.rules ?? []), ...(want.rules ?? [])],
      });
    } else merged.set(key, want);
  }
  return [...merged.values()];
}

function backgroundOf(want: Wanted, contact: string, explanation: Explanation): Background | undefined {
  if (explanation.kind === "excluded") return { kind: "excluded", contact, reason: explanation.reason };
  if (want.kind === "trigger") {
    const trigger = explanation.triggers.find((each) => each.trigger === want.name);
    return trigger && { kind: "trigger", contact, trigger };
  }
  const group = explanation.groups.find((each) => each.group === want.name);
  return group && { kind: "group", contact, group, rules: want.rules };
}

function withoutRepeatedReasons(all: readonly Background[]): readonly Background[] {
  const excluded = new Set<string>();
  return all.filter((each) => {
    if (each.kind !== "excluded") return true;
    return !excluded.has(each.contact) && excluded.add(each.contact);
  });
}

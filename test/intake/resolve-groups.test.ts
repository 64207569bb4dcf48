import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Evidence,
  type Link,
  type LinkedIdentity,
  resolveGroups,
} from "../../src/intake/identity/resolve-groups.ts";

/** Identities by short names: k1 and k2 are contact_ids, e… e-mails, K… e-mails that are contact keys, v… visitors. */
const NAMES = ["k1", "k2", "k3", "e1", "e2", "Ka", "Kb", "v1", "v2", "v3"];
const KINDS: Readonly<Record<string, string>> = {
  k: "contact_id",
  e: "email",
  K: "email",
  v: "visitor_id",
};

const IDENTITIES: readonly LinkedIdentity[] = NAMES.map((key, id) => ({
  id,
  kind: KINDS[key[0]!]!,
  key,
  isContactKey: /^k/i.test(key),
}));

const idOf = (name: string) => NAMES.indexOf(name);
const STATED: Evidence = { kind: "stated", isFormer: false };
const FORMER: Evidence = { kind: "stated", isFormer: true };

/** "k1-v1" is stated, "k1~e1" once was, "k1-v1@5" happened at 5; "@5b" in the event with the id b. */
function link(text: string): Link {
  const [, high, sign, low, at, eventId = ""] = /^(\w+)([-~])(\w+?)(?:@(\d+)(\w*))?$/.exec(text)!;
  const evidence: Evidence =
    at === undefined
      ? sign === "~"
        ? FORMER
        : STATED
      : { kind: "event", at: Number(at), eventId, source: "events", position: 0 };
  return { high: idOf(high!), low: idOf(low!), evidence };
}

/** Groups of more than one as "k1 e1 v1", and conflicts as "v1 of k1 and k2". */
function resolve(links: readonly Link[]) {
  const { groups, conflicts } = resolveGroups(IDENTITIES, links);
  const name = (id: number) => NAMES[id]!;
  return {
    groups: groups
      .filter(({ identities }) => identities.length > 1)
      .map(({ identities }) =>
        [...identities]
          .sort((a, b) => a - b)
          .map(name)
          .join(" "),
      )
      .sort(),
    conflicts: conflicts
      .map(({ identity, key, otherKey }) => `${name(identity)} of ${name(key)} and ${name(otherKey)}`)
      .sort(),
  };
}

describe("groups", () => {
  test.each<[string, string[], string[], string[]]>([
    ["without links", [], [], []],
    ["through any number of links", ["k1-e1", "e1-v1@3", "v1-v2@9"], ["k1 e1 v1 v2"], []],
    ["without a contact key", ["e1-v1@3", "e1-v2@4"], ["e1 v1 v2"], []],
    ["stay with the first in time", ["k2-v1@5", "k1-v1@4"], ["k1 v1"], ["v1 of k1 and k2"]],
    ["at one instant by event id", ["k2-v1@5a", "k1-v1@5b"], ["k2 v1"], ["v1 of k2 and k1"]],
    ["stated before any event", ["k1-v1@1", "k2-v1"], ["k2 v1"], ["v1 of k2 and k1"]],
    ["stated now before formerly", ["k1~e1", "k2-e1"], ["k2 e1"], ["e1 of k2 and k1"]],
    ["formerly before any event", ["k1~e1", "k2-e1@1"], ["k1 e1"], ["e1 of k1 and k2"]],
    ["stated for two: the smaller key", ["k2-e1", "k1-e1"], ["k1 e1"], ["e1 of k1 and k2"]],
    ["three for one", ["k3-v1@3", "k2-v1@2", "k1-v1@1"], ["k1 v1"], ["v1 of k1 and k2", "v1 of k1 and k3"]],
    [
      "two contacts through a chain",
      ["k1-e1", "k2-e2", "e1-v1@1", "e2-v1@2"],
      ["k1 e1 v1", "k2 e2"],
      ["v1 of k1 and k2"],
    ],
    ["of a row's key and its e-mail's row", ["k1-Ka"], ["k1 Ka"], []],
    ["of two rows keyed by e-mail: never", ["Ka-v1@1", "Kb-v1@2"], ["Ka v1"], ["v1 of Ka and Kb"]],
    ["an e-mail's row by a shared device: never", ["k1-v1@1", "Ka-v1@2"], ["k1 v1"], ["v1 of k1 and Ka"]],
    ["an e-mail's row of two: the first", ["k1-Ka", "k2-Ka"], ["k1 Ka"], ["Ka of k1 and k2"]],
    ["refused first, joined later", ["k1-v1@1", "Ka-v1@2", "k1-Ka@3"], ["k1 Ka v1"], []],
  ])("%s", (_, links, groups, conflicts) => {
    expect(resolve(links.map(link))).toEqual({ groups, conflicts });
  });

  test("do not depend on the order of links", () => {
    const end = fc.nat(NAMES.length - 1);
    const evidence: fc.Arbitrary<Evidence> = fc.oneof(
      fc.constantFrom(STATED, FORMER),
      fc.record({
        kind: fc.constant("event" as const),
        at: fc.nat(3),
        eventId: fc.constantFrom("a", "b"),
        source: fc.constantFrom("x", "y"),
        position: fc.nat(1),
      }),
    );
    const links = fc.uniqueArray(
      fc.record({ high: end, low: end, evidence }).filter(({ high, low }) => high < low),
      { selector: ({ high, low }) => `${high} ${low}`, maxLength: 12 },
    );
    const shuffled = links.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, mixed]) => {
        expect(resolve(mixed)).toEqual(resolve(list));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

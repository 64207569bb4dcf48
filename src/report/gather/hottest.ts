// The contacts with the highest scores, as far as the page may show who they are.

import type { Group, Rulebook } from "../../rulebook/model.ts";
import type { Hottest } from "../../store/report/hottest.ts";
import type { Store } from "../../store/store.ts";
import { formatDecimal, type Micro, multiply, ONE } from "../../values/decimal.ts";
import type { HotContact } from "../model.ts";

const SHOWN_CONTACTS = 10;
const SHOWN_RULES = 3;

/** By group. */
export function gatherHottest(
  store: Store,
  { groups }: Rulebook,
  includeContacts: boolean,
): ReadonlyMap<string, readonly HotContact[]> {
  const ids = groups.map(({ id }) => id);
  const found = store.report.hottest(ids, SHOWN_CONTACTS);
  return new Map(
    groups.map((group) => [
      group.id,
      found
        .filter((contact) => contact.group === group.id)
        .map((contact) => describe(contact, group, includeContacts)),
    ]),
  );
}

function describe(contact: Hottest, group: Group, includeContacts: boolean): HotContact {
  const { written, email, points, band, fields } = contact;
  return {
    contact: includeContacts || !isEmail(contact) ? written : undefined,
    name: includeContacts ? nameIn(JSON.parse(fields) as Fields) : undefined,
    email: includeContacts && email !== "" ? email : undefined,
    points: formatDecimal(points),
    band,
    rules: mainRules(contact, group),
  };
}

/** Also where a column for keys holds addresses. */
function isEmail({ keyKind, written }: Hottest): boolean {
  return keyKind === "email" || written.includes("@");
}

type Fields = Readonly<Record<string, unknown>>;

/** As exports name the columns; "" parts are left away. */
function nameIn(fields: Fields): string | undefined {
  const first = (names: readonly string[]) =>
    names.map((name) => fields[name]).find((value) => typeof value === "string" && value.trim() !== "");
  const parts = [first(["first_name", "firstname"]), first(["last_name", "lastname"])];
  const name = first(["name", "full_name"]) ?? parts.filter((part) => part !== undefined).join(" ");
  return name === "" ? undefined : String(name).trim();
}

/** Of a combined group those of its groups, by their weights. */
function mainRules({ awards }: Hottest, group: Group): HotContact["rules"] {
  const weights = new Map(
    group.kind === "plain" ? [[group.id, ONE]] : group.terms.map((term) => [term.group, term.weight]),
  );
  const points = new Map<string, bigint>();
  for (const award of awards) {
    const weight = weights.get(award.groupId);
    if (weight === undefined) continue;
    points.set(award.ruleId, (points.get(award.ruleId) ?? 0n) + multiply(award.points, weight));
  }
  return [...points]
    .filter(([, sum]) => sum > 0n)
    .sort(([ruleA, a], [ruleB, b]) => (a === b ? (ruleA < ruleB ? -1 : 1) : a > b ? -1 : 1))
    .slice(0, SHOWN_RULES)
    .map(([rule, sum]) => ({ rule, points: formatDecimal(sum as Micro) }));
}

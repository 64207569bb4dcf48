// Who is who, for random people: what the naive reference says, in whatever order, files and nights the rows come.

import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import { type IdentityPaths, writeIdentityFiles } from "../support/identity-files.ts";
import { type IdentityState, stateByReference, stateInStore } from "../support/identity-state.ts";
import { propertyRuns } from "../support/property-runs.ts";
import {
  type IdentityDelivery,
  inOneNight,
  type RandomPeople,
  randomPeople,
} from "../support/random/random-identities.ts";
import type { PlainExports } from "../support/reference/identity-rows.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const LONG = 600_000;

const SUMS = `
traits: {visitors: {distinct: {event: "*", of: visitor_id}}}
groups: {count: {}, sum: {}, visitors: {}, plan: {}}
rules:
  seen: {group: count, event: "*", points: 1}
  amount: {group: sum, event: a, points: {of: v}}
  visitors: {group: visitors, points: {of: visitors}}
  plan: {group: plan, by: plan, points: {free: 1, pro: 2}}
`;

const ORDERS = `
traits: {last: {latest: {event: "*", of: v}}}
groups: {count: {}, limits: {}, sequences: {}, last: {}}
rules:
  seen: {group: count, event: "*", points: 1}
  limited: {group: limits, event: a, points: {of: v}, limit: [{times: 1, per: day}, {times: 2, per_each: visitor_id}]}
  followed: {group: sequences, event: b, points: 5, followed_by: {event: a, within: 2 days}}
  before: {group: sequences, event: a, points: 1, not_preceded_by: {event: b, within: 1 day, same: email}}
  last: {group: last, points: {of: last}}
`;

/** Loyalty cards rank between e-mails and visitors because the sources name them in that order, not that of letters. */
const SOURCES = `
sources:
  people:
    kind: contacts
    file: "contacts-card_id-contact_id-email-*.csv"
    key: contact_id
    identities: {email: email, card_id: card_id}
  logins:
    kind: events
    file: "events-logins-*.csv"
    id: event_id
    contact: {contact_id: contact_id, email: email, card_id: card_id, visitor_id: visitor_id}
    type: type
    at: at
  visits:
    kind: events
    file: "events-visits-*.csv"
    id: event_id
    contact: {contact_id: contact_id, email: email, card_id: card_id, visitor_id: visitor_id}
    type: type
    at: at
  cards_of_contacts:
    {kind: identities, file: "identities-card_id-contact_id-*.csv", identities: {contact_id: contact_id, card_id: card_id}}
  cards_of_emails:
    {kind: identities, file: "identities-card_id-email-*.csv", identities: {email: email, card_id: card_id}}
  visitors_of_cards:
    {kind: identities, file: "identities-card_id-visitor_id-*.csv", identities: {card_id: card_id, visitor_id: visitor_id}}
`;

const DEFAULT_KINDS = ["contact_id", "email", "visitor_id"];
const KINDS_OF_SOURCES = ["contact_id", "email", "card_id", "visitor_id"];

describe.each([
  { name: "counts and sums", yaml: SUMS, kinds: DEFAULT_KINDS },
  { name: "limits and sequences", yaml: ORDERS, kinds: DEFAULT_KINDS },
  { name: "a kind that sources name", yaml: `${SOURCES}${SUMS}`, kinds: KINDS_OF_SOURCES },
])("random people, $name", ({ yaml, kinds }) => {
  const rulebook = () => rulebookOf(`rulebook: people\ntimezone: UTC\n${yaml}`);
  const anybody = randomPeople(kinds);

  test(
    "have in one night what the reference says",
    () =>
      fc.assert(
        fc.asyncProperty(anybody, async (people) => {
          const night = inOneNight(people);
          const expected = stateByReference(rulebook(), people.exports, night.asOf);
          expect(await statesAfter(rulebook(), kinds, [night])).toEqual([expected]);
        }),
        propertyRuns(40),
      ),
    LONG,
  );

  test(
    "have night after night what the reference says of all that came so far",
    () =>
      fc.assert(
        fc.asyncProperty(anybody, async ({ nights }) => {
          const expected = nights.map(({ asOf }, index) =>
            stateByReference(rulebook(), takenIn(nights.slice(0, index + 1), kinds), asOf),
          );
          expect(await statesAfter(rulebook(), kinds, nights)).toEqual(expected);
        }),
        propertyRuns(40),
      ),
    LONG,
  );

  test(
    "have in the end the same, whatever the order, the files and the nights",
    () =>
      fc.assert(
        fc.asyncProperty(anybody, async (people: RandomPeople) => {
          const atOnce = await statesAfter(rulebook(), kinds, [inOneNight(people)]);
          const states = await statesAfter(rulebook(), kinds, people.nights);
          expect(states.at(-1)).toEqual(atOnce[0]);
        }),
        propertyRuns(40),
      ),
    LONG,
  );
});

/** Contacts rows in the order of their files; an event that came twice once. */
function takenIn(nights: readonly IdentityDelivery[], kinds: readonly string[]): PlainExports {
  const events = nights.flatMap((night) => night.events.flat());
  return {
    kinds,
    contacts: nights.flatMap((night) => night.contacts.flat()),
    links: nights.flatMap((night) => night.links.flat()),
    events: [...new Map(events.map((event) => [event.id, event])).values()],
  };
}

/** What a database holds after each of the nights. */
async function statesAfter(
  rulebook: Rulebook,
  kinds: readonly string[],
  nights: readonly IdentityDelivery[],
): Promise<readonly IdentityState[]> {
  const temp = makeTempFolder();
  const database = join(temp.path, "people.db");
  const store = openStore(database, { mode: "write" });
  try {
    const states: IdentityState[] = [];
    for (const [index, night] of nights.entries()) {
      const paths = writeIdentityFiles(temp.path, `night${index}`, night, kinds);
      await runNight(store, rulebook, paths, night.asOf);
      states.push(stateInStore(store, database));
    }
    return states;
  } finally {
    store.close();
    temp.remove();
  }
}

async function runNight(
  store: Store,
  rulebook: Rulebook,
  paths: IdentityPaths,
  asOf: number,
): Promise<number> {
  const outcome = await runRulebook(store, runRequest({ ...paths, rulebook, asOf }));
  if (outcome.kind !== "done") throw new Error(`the run ended with ${outcome.kind}`);
  return outcome.runId;
}

// Who is who in tests: identities of inline rows, identities files, and files read by the rulebook's sources.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { differencesOf, load } from "./support.ts";

const RULEBOOK = `
rulebook: shop
groups: {interest: {}}
rules: {seen: {event: visit, points: 1}, met: {event: deal, points: 10}}
segments: {vip: {}}
triggers: {vip: {when: {score.interest: {at_least: 10}}, do: [{add_segment: vip}]}}
sources:
  crm: {kind: contacts, file: crm*.csv, key: Record ID, identities: {card: Card no}, complete: true}
  deals: {kind: events, file: deals*.csv, id: Deal, contact: {card: Card}, type: {constant: deal}, at: {column: Won, format: dd/MM/yyyy}}
  visits: {kind: events, file: visits*.csv, id: No, contact: {visitor_id: Cookie}, type: {constant: visit}, at: Day}
  devices: {kind: identities, file: devices.csv, identities: {visitor_id: Cookie, contact_id: Customer}}
`;
const temp = makeTempFolder();

beforeAll(() => {
  mkdirSync(temp.path, { recursive: true });
  const write = (name: string, ...lines: string[]) =>
    writeFileSync(join(temp.path, name), `${lines.join("\n")}\n`);
  write("crm.csv", "Record ID,Card no", "ada,c-1", "bo,c-2");
  write("crm-later.csv", "Record ID,Card no", "bo,c-2");
  write("deals.csv", "Deal,Card,Won", "1,c-1,03/02/2026", "2,c-9,03/02/2026");
  write("visits.csv", "No,Cookie,Day", "1,phone,2026-02-03", "2,tv,2026-02-03");
  write("devices.csv", "Cookie,Customer", "phone,ada");
});

afterAll(() => temp.remove());

const file = (...lines: readonly string[]) =>
  [
    "rulebook: rules.yaml",
    "as_of: 2026-03-01",
    "tests:",
    "  - name: t",
    ...lines.map((line) => `    ${line}`),
  ]
    .join("\n")
    .replaceAll("@", `${temp.path}/`);
const VISIT = "type: visit, at: -1 day";
const inline = (events: string, contacts = "{contact_id: ada, email: ada.x}, {contact_id: bo}") =>
  file(
    `contacts: [${contacts}]`,
    `events: [${events}]`,
    "expect: {scores: {ada: {interest: 1}, bo: {interest: 0}}}",
  );

describe("an inline event belongs to whom its identities lead to", () => {
  test.each<[string, string]>([
    ["an e-mail of a contact", inline(`{email: ADA.X, ${VISIT}}`)],
    [
      "a device that another event links",
      inline(`{visitor_id: v, ${VISIT}}, {contact: ada, visitor_id: v, type: x, at: -2 days}`),
    ],
    [
      "a kind that the sources name",
      inline(`{card: c, ${VISIT}}`, "{contact_id: ada, card: c}, {contact_id: bo}"),
    ],
    [
      "the contact before all else",
      inline(`{contact: ada, email: bo.x, ${VISIT}}`, "{contact_id: ada}, {contact_id: bo, email: bo.x}"),
    ],
    [
      "the kind that ranks higher",
      inline(
        `{visitor_id: v, card: c, ${VISIT}}, {contact: bo, visitor_id: v, type: x, at: -2 days}`,
        "{contact_id: ada, card: c}, {contact_id: bo}",
      ),
    ],
    ["nobody that is known", inline(`{visitor_id: w, ${VISIT}}, {contact: ada, ${VISIT}}`)],
    [
      "what is only a field is none",
      inline(
        `{contact: ada, ${VISIT}}, {visitor_id: v, ${VISIT}}, {contact: bo, fields: {visitor_id: v}, type: x, at: -2 days}`,
      ),
    ],
  ])("%s", async (_, yaml) => {
    expect(await differencesOf(RULEBOOK, yaml)).toEqual([]);
  });
});

describe("files", () => {
  test("are read by the rulebook's sources", async () => {
    const yaml = file(
      "contacts_file: @crm.csv",
      "identities_file: @devices.csv",
      "events_file: ['@deals.csv', '@visits.csv']",
      "expect: {scores: {ada: {interest: 11}, bo: {interest: 0}}}",
    );
    expect(await differencesOf(RULEBOOK, yaml)).toEqual([]);
  });

  test("of identities link what came before", async () => {
    const yaml = file(
      "contacts_file: @crm.csv",
      "events_file: @visits.csv",
      "runs:",
      "  - {as_of: 2026-03-01, expect: {scores: {ada: {interest: 0}}}}",
      "  - {as_of: 2026-03-01, identities_file: @devices.csv, expect: {scores: {ada: {interest: 1}}}}",
    );
    expect(await differencesOf(RULEBOOK, yaml)).toEqual([]);
  });

  test("that hold all contacts retire the others, who keep what triggers gave", async () => {
    const yaml = file(
      "contacts_file: @crm.csv",
      "events_file: @deals.csv",
      "runs:",
      "  - {as_of: 2026-03-01, expect: {segments: {vip: [ada]}}}",
      "  - {as_of: 2026-03-02, contacts_file: @crm-later.csv, expect: {segments: {vip: []}, scores: {ada: {interest: 10}}}}",
      "  - {as_of: 2026-03-03, contacts_file: @crm.csv, expect: {segments: {vip: [ada]}, actions: []}}",
    );
    expect(await differencesOf(RULEBOOK, yaml)).toEqual([
      "2 score interest ada: a scored contact / one that is retired or part of another",
    ]);
  });

  test("with rows that cannot be read are named with the line", async () => {
    writeFileSync(join(temp.path, "visits-bad.csv"), "No,Cookie,Day\n1,phone,soon\n");
    const result = await load(RULEBOOK, file("events_file: @visits-bad.csv", "expect: {excluded: []}"));
    expect(
      result.kind === "invalid" && result.diagnostics.map(({ code, message }) => `${code}: ${message}`),
    ).toEqual([
      expect.stringMatching(
        /^rejected-row: line 2 of ".*visits-bad\.csv" cannot be read: "soon" is not in a form/,
      ),
    ]);
  });
});

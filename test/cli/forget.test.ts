import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const RULEBOOK = `
rulebook: shop
groups: {interest: {}}
rules: {visited: {event: page_view, points: 5}}
segments: {called: {}}
triggers: {welcome: {when: {score.interest: {at_least: 5}}, do: [{email: welcome}, {add_segment: called}]}}
`;

const CONTACTS = `contact_id,email,name
anna,Anna.Secret@example.com,Anna Secretname
bob,bob@example.com,Bob
`;

const EVENTS = `event_id,contact_id,email,visitor_id,type,at,page
e1,anna,,laptop-secret,page_view,2026-02-01,/secretpage
e2,bob,,laptop-secret,page_view,2026-02-02,/home
e3,,anna.secret@example.com,,page_view,2026-02-03,/x
e4,bob,,,page_view,2026-02-04,/y
e5,,,laptop-secret,page_view,2026-02-05,/z
bad,,ANNA.SECRET@example.com,,page_view,yesterday,/q
`;

let temp: TempFolder;
let day: number;

beforeEach(() => {
  temp = makeTempFolder();
  day = 0;
  writeFileSync(join(temp.path, "r.yaml"), RULEBOOK);
});

afterEach(() => temp.remove());

function run(contacts: string, events: string) {
  day++;
  writeFileSync(join(temp.path, `contacts-${day}.csv`), contacts);
  writeFileSync(join(temp.path, `events-${day}.csv`), events);
  const inputs = ["--contacts", `contacts-${day}.csv`, "--events", `events-${day}.csv`];
  const asOf = ["--as-of", `2026-03-0${day}`, "--max-rejects", "100%"];
  const result = tallybook(
    ["run", "r.yaml", ...inputs, "--db", "shop.db", "--out", "out", ...asOf, "--json"],
    { cwd: temp.path },
  );
  expect(result).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(result.stdout);
}

const forget = (who: string, ...flags: string[]) =>
  tallybook(["forget", who, "--db", "shop.db", ...flags], { cwd: temp.path });

/** Everything in the folder but what was given. */
const kept = (file: string) => readFileSync(join(temp.path, file)).toString("latin1");

describe("forget", () => {
  test.each(["anna", "anna.secret@EXAMPLE.com", "laptop-secret"])("erases whom %s names", (who) => {
    run(CONTACTS, EVENTS);
    expect(forget(who)).toEqual({
      code: 0,
      stderr: "",
      stdout: `forgot anna: 3 identities, 3 events, the text of 1 rejected row; files written before still name it: run again, or delete them\n`,
    });
  });

  test("leaves not a byte of it in the database", () => {
    run(CONTACTS, EVENTS);
    expect(kept("shop.db").toLowerCase()).toContain("secret");
    forget("anna");
    expect(kept("shop.db").toLowerCase()).not.toContain("secret");
    expect(kept("shop.db")).not.toMatch(/anna/i);
  });

  test.each(["ANNA", "LAPTOP-SECRET"])("does not take %s for a key in another case", (who) => {
    run(CONTACTS, EVENTS);
    expect(forget(who).code).toBe(2);
  });

  test("finds e-mails with an international domain", () => {
    run("contact_id,email\nada,ada@Exämple.com\n", "contact_id,type,at\n");
    expect(forget("Ada@exämple.com").stdout).toContain("forgot ada: 2 identities");
  });

  test("says when another program still reads what was erased", () => {
    run(CONTACTS, EVENTS);
    const reader = new Database(join(temp.path, "shop.db"), { readonly: true });
    reader.exec("begin");
    reader.prepare("select count(*) from contact").get();
    const { code, stderr } = forget("anna");
    reader.close();
    expect([code, stderr]).toEqual([
      0,
      "tallybook: another program is reading the database: what was erased can be found in its files until that ends and a run has followed\n",
    ]);
  });

  test("leaves the others as they are", () => {
    run(CONTACTS, EVENTS);
    forget("anna");
    const { totals } = run(
      "contact_id,email,name\nbob,bob@example.com,Bob\n",
      "event_id,contact_id,type,at\n",
    );
    expect(totals).toMatchObject({ contacts: 1, anonymous: 0, events: 2 });
    expect(kept("out/scores.csv")).toContain("bob,bob@example.com,10");
  });

  test("keeps later exports from bringing it back", () => {
    run(CONTACTS, EVENTS);
    forget("anna");
    const renamed = CONTACTS.replace("anna,", "renamed,ANNA.SECRET@example.com,Anna\nanna,");
    const later = run(renamed, EVENTS.replaceAll("/secretpage", "/other"));
    expect(later.inputs).toMatchObject([
      { rows: 3, accepted: 0, duplicates: 3, forgotten: 2, rejected: 0 },
      { rows: 6, accepted: 0, duplicates: 5, forgotten: 3, rejected: 1 },
    ]);
    expect(later.totals).toMatchObject({ contacts: 1, anonymous: 0, events: 2 });
    expect(kept("shop.db").replaceAll("ANNA.SECRET", "")).not.toMatch(/anna|laptop-secret/i);
  });

  test("takes nothing for its own that is equal by chance", () => {
    const contacts = "contact_id\n5\n6\n";
    const events =
      "event_id,contact_id,visitor_id,type,at,page\n1,5,tablet,login,2026-01-01,\n2,6,tablet,page_view,2026-01-02,5\n3,6\n";
    run(contacts, events);
    expect(JSON.parse(forget("5", "--json").stdout)).toEqual({ identities: 2, events: 1, rejects: 0 });
    run("contact_id\n6\n", "event_id,contact_id,type,at\n");
    const { stdout } = tallybook(["explain", "6", "--db", "shop.db", "--json", "--events"], {
      cwd: temp.path,
    });
    expect(JSON.parse(stdout).groups[0].score).toBe("5");
    expect(kept("shop.db")).toContain('"page":"5"');
  });

  test("keeps the rows of a contact that shares an e-mail with it", () => {
    const contacts = (name: string) =>
      `contact_id,email,name\nada,home@example.com,A\nbob,home@example.com,${name}\n`;
    run(contacts("Bob"), "contact_id,type,at\nbob,page_view,2026-02-01\n");
    forget("ada");
    expect(run(contacts("Robert"), "contact_id,type,at\n").inputs[0]).toMatchObject({
      accepted: 1,
      forgotten: 1,
    });
    expect(kept("shop.db")).toContain("Robert");
  });

  test("forgets devices that are only about to be its own", () => {
    const events =
      "event_id,contact_id,visitor_id,type,at\n1,ada,,page_view,2026-01-01\n2,ada,secretphone,page_view,2027-01-01\n";
    run("contact_id\nada\nbob\n", events);
    expect(JSON.parse(forget("ada", "--json").stdout)).toEqual({ identities: 2, events: 2, rejects: 0 });
    expect(kept("shop.db")).not.toContain("secretphone");
  });

  test("tells what it erased as JSON, or nothing", () => {
    run(CONTACTS, EVENTS);
    expect(JSON.parse(forget("anna", "--json").stdout)).toEqual({ identities: 3, events: 3, rejects: 1 });
    expect(forget("bob", "--quiet").stdout).toBe("");
  });

  test.each<[string, string[], number, string]>([
    [
      "somebody unknown",
      ["carl", "--db", "shop.db"],
      2,
      'tallybook: no contact has the key or identity "carl"\n',
    ],
    [
      "in no database",
      ["anna", "--db", "none.db"],
      2,
      'tallybook: database "none.db" does not exist; make it with a run first\n',
    ],
  ])("refuses %s", (_, args, code, message) => {
    run(CONTACTS, EVENTS);
    const { stderr, ...rest } = tallybook(["forget", ...args], { cwd: temp.path });
    expect([rest.code, stderr]).toEqual([code, message]);
  });
});

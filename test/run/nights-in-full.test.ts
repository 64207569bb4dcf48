// Series of nights that once ended elsewhere than the same series with everybody evaluated each night.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { runRulebook } from "../../src/run/run-rulebook.ts";
import { openStore } from "../../src/store/store.ts";
import { rulebookOf } from "../support/evaluate-yaml.ts";
import { runRequest } from "../support/run-request.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { wholeState } from "../support/whole-state.ts";

const RULEBOOK = rulebookOf(`
rulebook: t
groups: {g: {bands: {hot: {above: 0}, cold: {}}}}
rules: {opened: {event: open, points: 1}}
labels: {seen: {}}
triggers: {t: {when: {score.g: {above: 0}}, do: [{add_label: seen}]}}
`);
const EVENTS = "event_id,contact_id,visitor_id,type,at";

interface Night {
  readonly day: string;
  readonly contacts?: string;
  readonly events?: string;
  /** A contact that is forgotten after it. */
  readonly forget?: string;
}

const folders: { remove: () => void }[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

async function stateAfter(nights: readonly Night[], full: boolean, includeAnonymous: boolean) {
  const temp = makeTempFolder();
  folders.push(temp);
  const path = join(temp.path, "t.db");
  const store = openStore(path, { mode: "write" });
  for (const { day, contacts, events, forget } of nights) {
    const write = (name: string, text: string | undefined) => {
      if (text === undefined) return [];
      writeFileSync(join(temp.path, name), text);
      return [join(temp.path, name)];
    };
    const files = { contacts: write("contacts.csv", contacts), events: write("events.csv", events) };
    const asOf = Date.parse(`${day}T00:00:00Z`);
    await runRulebook(store, runRequest({ rulebook: RULEBOOK, asOf, full, includeAnonymous, ...files }));
    if (forget !== undefined) store.forget(forget, ["contact_id", "visitor_id"]);
  }
  store.close();
  return wholeState(path);
}

const BOTH = "contact_id\nada\nbo\n";

test.each<[string, boolean, readonly Night[]]>([
  [
    "an anonymous contact loses its only event",
    true,
    [
      {
        day: "2026-02-01",
        contacts: BOTH,
        events: `${EVENTS}\n1,,v1,open,2026-01-01\n2,ada,v2,look,2026-01-01\n`,
      },
      { day: "2026-02-02", events: `${EVENTS}\n1,ada,,look,2026-01-01\n` },
    ],
  ],
  [
    "an anonymous contact becomes part of another and is one of its own again",
    true,
    [
      {
        day: "2026-02-01",
        contacts: BOTH,
        events: `${EVENTS}\n1,,v1,open,2026-01-01\n2,bo,v2,look,2026-01-01\n`,
      },
      { day: "2026-02-02", events: `${EVENTS}\n2,ada,v1,look,2026-01-01\n3,bo,v2,look,2026-01-01\n` },
      { day: "2026-02-03", events: `${EVENTS}\n2,ada,v2,look,2026-01-01\n` },
    ],
  ],
  [
    "a contact's key is what an anonymous one is called",
    false,
    [
      { day: "2026-02-01", contacts: BOTH, events: `${EVENTS}\n1,,v1,open,2026-01-01\n` },
      { day: "2026-02-02", contacts: `${BOTH}visitor_id:v1\n` },
    ],
  ],
  [
    "a row that was cut turns out to be known, at the same as-of",
    false,
    [
      {
        day: "2026-02-01",
        contacts: BOTH,
        events: "event_id,contact_id,type,at\n10,ada,open,2026-01-01\n1,ada,open,2026-01-01",
      },
      {
        day: "2026-02-01",
        events: "event_id,contact_id,type,at\n10,ada,open,2026-01-01\n1,ada,open,2026-01-01T00:00\n",
      },
      { day: "2026-02-05" },
    ],
  ],
  [
    "somebody is forgotten, at the same as-of",
    false,
    [
      {
        day: "2026-02-01",
        contacts: BOTH,
        events: `${EVENTS}\n1,ada,v1,open,2026-01-01\n2,bo,v1,open,2026-01-02\n`,
        forget: "ada",
      },
      { day: "2026-02-01" },
      { day: "2026-02-02" },
    ],
  ],
])("%s: as if everybody was evaluated each night", async (_, includeAnonymous, nights) => {
  const expected = await stateAfter(nights, true, includeAnonymous);
  expect(await stateAfter(nights, false, includeAnonymous)).toEqual(expected);
});

test("figures are those of the lists after somebody was forgotten, at the same as-of", async () => {
  const night = { day: "2026-02-01", contacts: BOTH, events: `${EVENTS}\n1,ada,,open,2026-01-01\n` };
  const { run } = await stateAfter([{ ...night, forget: "ada" }, { day: "2026-02-01" }], false, false);
  expect(run?.at(-1)).toMatchObject({
    figures: { totals: { contacts: 1, scored: 1 }, labels: [{ contacts: 0 }] },
  });
});

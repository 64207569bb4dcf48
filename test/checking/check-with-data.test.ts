import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SoundRulebook } from "../../src/checking/advice/advice.ts";
import { checkWithData } from "../../src/checking/check-with-data.ts";
import { surveyData } from "../../src/checking/survey-data.ts";
import { takeInExports } from "../../src/checking/take-in-exports.ts";
import { dataMessages } from "../../src/diagnostics/data-messages.ts";
import { type Diagnostic, sortDiagnostics } from "../../src/diagnostics/diagnostic.ts";
import { renderDiagnostics } from "../../src/diagnostics/render.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { parseAsOf } from "../../src/values/as-of.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { DATA, goldenOf, loadFixture, loadSound, namesIn } from "./fixtures.ts";

const AS_OF = parseAsOf("2026-03-01", createCalendar("UTC"))!;
const codes = Object.keys(dataMessages);
const temp = makeTempFolder();
let store: Store;

beforeAll(async () => {
  store = openStore(join(temp.path, "shop.db"), { mode: "write" });
  const { rulebook } = loadSound("rulebook: s\ngroups: {g: {}}\nrules: {r: {event: e, points: 1}}\n");
  const options = { asOf: AS_OF, programVersion: "test", isInterrupted: () => false };
  const exports = { ...DATA, identities: [], stdin: (async function* () {})() };
  await takeInExports(store, rulebook, exports, options);
});

afterAll(() => {
  store.close();
  temp.remove();
});

async function check(sound: SoundRulebook): Promise<readonly Diagnostic[]> {
  const data = await surveyData(store, sound, { asOf: AS_OF, isInterrupted: () => false });
  return sortDiagnostics(checkWithData(sound, data));
}

describe("what the data says is reported as in the .txt beside the fixture", () => {
  test.each(namesIn("data"))("%s", async (name) => {
    const sound = loadFixture("data", name);
    const rendered = renderDiagnostics(await check(sound), sound.rulebook.files, { colour: false });
    await expect(rendered).toMatchFileSnapshot(goldenOf("data", name));
  });

  test.each(namesIn("data"))("%s shows the code it is named after", async (name) => {
    expect((await check(loadFixture("data", name))).map(({ code }) => code)).toContain(name);
  });
});

test("every code has a fixture that shows it", () => {
  expect(namesIn("data").toSorted()).toEqual(codes.toSorted());
});

describe("every code has a fixture that comes close and stays silent", () => {
  test.each(codes)("%s", async (code) => {
    expect(await check(loadFixture("silent", code))).toEqual([]);
  });
});

test("a check that is interrupted ends", async () => {
  const sound = loadFixture("silent", "unseen-field");
  const surveying = surveyData(store, sound, { asOf: AS_OF, isInterrupted: () => true });
  await expect(surveying).rejects.toMatchObject({ name: "InterruptedError" });
});

test("a contact with more points than a score may have is named", async () => {
  const sound = loadSound(
    "rulebook: s\ngroups: {g: {}}\nrules: {r: {event: purchase, points: {of: amount, times: 900000000}}}\n",
  );
  await expect(check(sound)).rejects.toThrow('contact "ada": rule "r" gives more than 9,000,000,000 points');
});

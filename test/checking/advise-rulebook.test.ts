import { describe, expect, test } from "vitest";
import { adviseRulebook } from "../../src/checking/advise-rulebook.ts";
import { adviceMessages } from "../../src/diagnostics/advice-messages.ts";
import { sortDiagnostics } from "../../src/diagnostics/diagnostic.ts";
import { renderDiagnostics } from "../../src/diagnostics/render.ts";
import { goldenOf, loadFixture, loadSound, namesIn } from "./fixtures.ts";

const codes = Object.keys(adviceMessages);
const adviceFor = (folder: "advice" | "silent", name: string) =>
  sortDiagnostics(adviseRulebook(loadFixture(folder, name)));

describe("what is doubtful is reported as in the .txt beside the fixture", () => {
  test.each(namesIn("advice"))("%s", async (name) => {
    const { files } = loadFixture("advice", name).rulebook;
    const rendered = renderDiagnostics(adviceFor("advice", name), files, { colour: false });
    await expect(rendered).toMatchFileSnapshot(goldenOf("advice", name));
  });

  test.each(namesIn("advice"))("%s shows the code it is named after, and only that", (name) => {
    expect(new Set(adviceFor("advice", name).map(({ code }) => code))).toEqual(new Set([name]));
  });
});

test("every code has a fixture that shows it", () => {
  expect(namesIn("advice").toSorted()).toEqual(codes.toSorted());
});

describe("every code has a fixture that comes close and stays silent", () => {
  test.each(codes)("%s", (code) => {
    expect(adviceFor("silent", code)).toEqual([]);
  });
});

const RULES = `
rulebook: shop
groups:
  g: {start: 10}
segments:
  s: {when: {score.g: {at_least: THRESHOLD}}}
rules:
  r: `;

describe("a threshold is out of range from where the points, limits and caps of the rules end", () => {
  test.each([
    ["one award", "{when: {country: FR}, points: 5}", 15],
    ["a limit", "{event: e, points: 5, limit: {times: 3}}", 25],
    ["the tightest of several limits", "{event: e, points: 5, limit: [{times: 3}, {times: 2}]}", 20],
    ["a cap", "{event: e, points: 5, max_points: 12}", 22],
    ["a table", "{by: plan, points: {free: 1, pro: 7, otherwise: 2}}", 17],
    ["a bounded formula", "{event: e, points: {give: 1, per: 2, of: x, at_most: 8}, limit: once}", 18],
    ["a value up to", "{points: {of: visits, times: 0.5, up_to: 40}}", 30],
    ["periods", "{every: 1 month, since: born, points: 2, limit: {times: 4}}", 18],
    ["days of a window", "{event: e, within: 7 days, points: 1, limit: {times: 1, per: day}}", 18],
    ["weeks of a window", "{event: e, within: 28 days, points: 1, limit: {times: 2, per: week}}", 20],
    ["a window in hours", "{event: e, within: 48 hours, points: 1, limit: {times: 1, per: day}}", 14],
    ["points that only fall", "{event: e, points: -5}", 10],
  ])("%s", (_, rule, most) => {
    const adviceAt = (threshold: number) =>
      adviseRulebook(loadSound(`${RULES.replace("THRESHOLD", String(threshold))}${rule}\n`));
    expect([adviceAt(most).length, adviceAt(most + 0.001).length]).toEqual([0, 1]);
  });

  test.each([
    ["no limit", "{event: e, points: 5}"],
    ["a limit for each value", "{event: e, points: 5, limit: {times: 1, per_each: id}}"],
    ["a limit per day without a window", "{event: e, points: 5, limit: {times: 1, per: day}}"],
    ["a formula", "{event: e, points: {give: -1, per: 2, of: x}, limit: once}"],
    ["a falling factor", "{points: {of: visits, times: -0.5, up_to: 40}}"],
    ["periods without end", "{every: 1 month, since: born, points: 2}"],
  ])("nowhere with %s", (_, rule) => {
    expect(adviseRulebook(loadSound(`${RULES.replace("THRESHOLD", "1000000")}${rule}\n`))).toEqual([]);
  });
});

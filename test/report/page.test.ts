// What the page of a report says.

import { describe, expect, test } from "vitest";
import type { Report } from "../../src/report/model.ts";
import { renderPage } from "../../src/report/page/render-page.ts";
import { open, said, section, words } from "./read-page.ts";
import { emptyReport, firstReport, HOSTILE_TEXTS, hostileReport, richReport } from "./sample-reports.ts";

const PAGES = {
  rich: renderPage(richReport()),
  first: renderPage(firstReport()),
  empty: renderPage(emptyReport()),
  hostile: renderPage(hostileReport()),
};

test("every hostile text is on the page as it was written, but for controls", () => {
  const page = said(PAGES.hostile);
  const shown = HOSTILE_TEXTS.map((text) => words(text.replaceAll("\u0000", "�").replaceAll("\u0007", "�")));
  expect(shown.filter((text) => !page.includes(text))).toEqual([]);
});

test("nobody is named where the report names nobody", () => {
  expect(open(PAGES.rich).querySelectorAll(".who")[4]?.textContent).toBe("not named");
});

function originsOf(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(originsOf);
  return "file" in value && "line" in value ? [`${value.file}:${value.line}`, ...inner] : inner;
}

test("every origin is shown", () => {
  const shown = new Set(
    [...open(PAGES.rich).querySelectorAll(".origin")].map(({ textContent }) => textContent),
  );
  expect(originsOf(richReport()).filter((origin) => !shown.has(origin))).toEqual([]);
});

test("rules that gave the points of a combined group stand with their lines", () => {
  const rich = richReport();
  const total = { ...rich.groups[0]!, group: "total", title: "Total" };
  const page = renderPage({ ...rich, groups: [total] });
  const told = [...open(page).querySelectorAll(".origins bdi")].map(({ textContent }) => textContent);
  const used = total.hottest?.flatMap(({ rules }) => rules.map(({ rule }) => rule)) ?? [];
  expect(used.filter((rule) => !told.includes(rule))).toEqual([]);
});

test("says no more of an instant than people read", () => {
  const rich = richReport();
  const asOf = "2026-03-04T03:15:12.345+01:00";
  const [first, ...others] = rich.quality.sources.toReversed();
  const sources = [{ ...first!, newestEvent: { at: "2026-03-01T09:00:00.000+01:00", days: 3 } }, ...others];
  const triggers = rich.triggers.map((trigger) => ({
    ...trigger,
    past: trigger.past.map((run) => ({ ...run, asOf })),
  }));
  const page = renderPage({
    ...rich,
    ...{ run: { ...rich.run, asOf }, compared: { ...rich.compared!, asOf }, triggers },
    quality: { ...rich.quality, sources },
  });
  const written = [said(page), words(open(page).querySelector("title")?.textContent)].join(" ");
  expect(written).toContain("Wednesday 4 March 2026, 03:15 Europe/Paris");
  expect(written).toContain("run 31 of 2026-03-04 03:15 · Tallybook");
  expect(written).toContain("2026-03-01 09:00 3 days before");
  expect(written).not.toMatch(/:15:12|\.000|\+01:00/);
});

test("a source that is called as what it brings is not told twice", () => {
  const { quality, ...rich } = richReport();
  const plain = { kind: "events", source: "events" } as const;
  const told = section(
    renderPage({
      ...rich,
      quality: {
        ...quality,
        inputs: [{ ...quality.inputs[0]!, ...plain, file: "a.csv", skipped: false }],
        sources: [{ ...quality.sources[0]!, ...plain, file: "b.csv" }],
      },
    }),
    "quality",
  );
  expect(told).toMatch(/a\.csv events *\d/);
  expect(told).toContain("events b.csv");
  expect(told).not.toMatch(/events (of )?events/);
});

test("a segment that nobody came to or went from has no movements beside its change", () => {
  const rich = richReport();
  const still = { ...rich.collections[0]!, before: 5_200, entered: 0, left: 0 };
  const told = section(renderPage({ ...rich, collections: [still] }), "collections");
  expect(told).toContain("5,200 12.6%0 The lines as a table");
});

describe("the sentence on top", () => {
  const changes = richReport().changes!;
  const email = richReport().actions[0]!;
  const cases: readonly (readonly [string, Partial<Report>, string])[] = [
    [
      "says all",
      {},
      "Since Tuesday 3 March 2026, 491 contacts moved up and 151 down; 31 e-mails to send and 13 other actions to take.",
    ],
    [
      "says one of each",
      { changes: { ...changes, movedUp: 1, movedDown: 1 }, actions: [{ ...email, count: 1 }] },
      "Since Tuesday 3 March 2026, 1 contact moved up and 1 down; 1 e-mail to send.",
    ],
    [
      "says what went up alone",
      { changes: { ...changes, movedDown: 0 }, actions: [] },
      "Since Tuesday 3 March 2026, 491 contacts moved up and none down; nothing is to be done.",
    ],
    [
      "says what went down alone",
      { changes: { ...changes, movedUp: 0 }, actions: [{ ...email, kind: "notify", count: 1 }] },
      "Since Tuesday 3 March 2026, 151 contacts moved down and none up; 1 action to take.",
    ],
    [
      "says that nothing moved",
      { changes: { ...changes, movedUp: 0, movedDown: 0 }, actions: [] },
      "Since Tuesday 3 March 2026, no contact has moved to another band; nothing is to be done.",
    ],
    [
      "names the run where the as-of is the same",
      { compared: { ...richReport().run, run: 30 }, actions: [] },
      "Since run 30, 491 contacts moved up and 151 down; nothing is to be done.",
    ],
    [
      "says that it is the first run",
      firstReport(),
      "First run: 41,203 contacts scored from 1,204,331 events; 31 e-mails to send and 13 other actions to take.",
    ],
    [
      "says of a run without a folder who tells of it",
      { ...firstReport(), told: 0 },
      "41,203 contacts scored from 1,204,331 events. The folder of this run was never written: the next run tells what moved, and what is to be done.",
    ],
  ];
  test.each(cases)("%s", (_, part, sentence) => {
    const page = open(renderPage({ ...richReport(), ...part }));
    expect(words(page.querySelector(".summary")?.textContent)).toBe(sentence);
  });
});

describe("over several runs", () => {
  const page = renderPage({ ...richReport(), told: 3 });

  test.each([
    ["changes", "to a higher band, 1.2% of all contacts changes.csv of 3 runs"],
    ["changes", "triggers, for 44 actions actions.csv of 3 runs"],
    ["triggers", "44 actions, each a line of actions.csv of 3 runs."],
  ])("%s: %s", (id, sentence) => {
    expect(section(page, id)).toContain(sentence);
  });

  test("actions are not to be taken any more", () => {
    expect(words(open(page).querySelector(".summary")?.textContent)).toBe(
      "Since Tuesday 3 March 2026, 491 contacts moved up and 151 down; 44 actions in 3 runs.",
    );
  });
});

describe("of a run that the next one tells of", () => {
  const page = renderPage({ ...firstReport(), told: 0, actions: [] });

  test.each([
    "Compared withnothing: the next run tells what moved",
    "41,203 contacts scored from 1,204,331 events. The folder of this run was never written: the next run tells",
    "What moved in this run is told by the next one.",
    "Movements between bands are told by the next run.",
    "The actions of this run are told by the next one.",
  ])("%s", (sentence) => {
    expect(said(page)).toContain(sentence);
  });

  test("nothing says that it is the first, or that nothing is to be done", () => {
    expect(said(page)).not.toMatch(/first run|earlier run|to be done [a-z]|No action/i);
  });
});

describe("what the sections say", () => {
  test.each([
    ["changes", "Moved up▲491to a higher band, 1.2% of all contacts changes.csv"],
    [
      "changes",
      "41,203 contacts scored (+204) from 1,204,331 events (+5,112). 12 excluded by the rulebook. 3 retired. 340 anonymous.",
    ],
    ["changes", "ambassador band of Customer loyalty sport-shop.yaml:37−29+197+168"],
    ["changes", "Hot skiers segment"],
    [
      "groups",
      "4 points a bar. Half of them are at 28 or above; the lowest is at −38.4, the highest at 119.2. The line is run 30 of Tuesday 3 March 2026.",
    ],
    ["groups", "ambassador above 45 sport-shop.yaml:3726%10,976+168"],
    ["groups", "neutral exactly 0 sport-shop.yaml:40"],
    ["groups", "435 contacts moved between bands"],
    ["groups", "c-10482 118 ambassador bought-online +59 opened-email +39 reviewed-a-product +30"],
    ["groups", "This group has no bands"],
    ["funnel", "↓ 19.6% went on median 23 days, of 1,932 contacts"],
    ["funnel", "↓ 32.4% went on median 1 day, of 1 contact"],
    ["collections", "Hot skiers segment-1 sport-shop.yaml:210"],
    ["collections", "5,200 12.6%+7 +14 −7"],
    ["rules", "returned-an-order sport-shop.yaml:90−28,4386.6%+4.754,740 7,110 times"],
    ["rules", "3 rules gave no points"],
    ["triggers", "44 actions to take"],
    ["triggers", "email welcome-vip sport-shop.yaml:244welcome-ambassadors31"],
    ["quality", "46,972 rows read = 46,659 taken in + 290 known already + 23 rejected"],
    ["quality", "emails-sent-2026-03.csv events of mailings, known already and not read again"],
    ["quality", "2026-03-01 09:00 3 days before"],
    ["quality", "Nobody was retired for crm"],
  ])("%s: %s", (id, sentence) => {
    expect(section(PAGES.rich, id)).toContain(sentence);
  });
});

describe("where there is nothing to show, it is said", () => {
  test.each([
    ["changes", "There is no earlier run to compare with"],
    ["groups", "The rulebook has no groups, so nothing is scored."],
    ["funnel", "The rulebook has no stages."],
    ["collections", "The rulebook has no segments and no labels."],
    ["rules", "The rulebook has no rules."],
    ["triggers", "The rulebook has no triggers, so there is nothing to be done."],
    ["quality", "This run was given no files."],
    ["quality", "All rows were taken in."],
    ["quality", "No identity leads to more than one contact."],
  ])("%s: %s", (id, sentence) => {
    expect(section(PAGES.empty, id)).toContain(sentence);
  });
});

test("an as-of within a day is shown with its time", () => {
  expect(said(PAGES.empty)).toContain("As ofWednesday 4 March 2026, 06:00 UTC");
});

test("a first run speaks of no changes", () => {
  expect(open(PAGES.first).querySelectorAll(".up, .down")).toHaveLength(0);
});

test("of a run that kept no stages nobody says that there are none", () => {
  expect(section(renderPage({ ...richReport(), funnel: undefined }), "funnel")).toContain(
    "How many were at which stage has not been kept for this run.",
  );
});

test("a chart of one score without bands has no label twice, and a description that ends", () => {
  const { distribution, ...group } = richReport().groups[0]!;
  const bins = [{ from: 0, contacts: 9, before: undefined }];
  const narrow = { ...distribution!, width: 0.01, bins, lowest: 0, median: 0, highest: 0 };
  const page = renderPage({ ...richReport(), groups: [{ ...group, bands: [], distribution: narrow }] });
  const labels = [...open(page).querySelectorAll("#groups svg.wide > g:last-child text")];
  expect(labels.map(({ textContent }) => textContent)).toEqual(["0", "0.01"]);
  expect(open(page).querySelector("svg.wide desc")?.textContent).toMatch(/or above\.$/);
});

test("charts are titled as their groups are, whatever the signs", () => {
  const rich = richReport();
  const title = "costs $& or $$5 $` $'";
  const page = renderPage({ ...rich, groups: [{ ...rich.groups[0]!, title }] });
  const titles = [...open(page).querySelectorAll("svg title")].map(({ textContent }) => textContent);
  expect(titles.slice(0, 2)).toEqual([`Distribution of ${title}`, `Distribution of ${title}`]);
});

// A whole report as a shop would have it after thirty-one runs: three groups, thirty rules, stages, rejects.

import type { CollectionReport, Report, RuleReport, TriggerReport } from "../../src/report/model.ts";
import { at, fitness, loyalty, ski } from "./rich-groups.ts";

/** Days before 4 March 2026, as a date. */
export const day = (ago: number) => new Date(Date.UTC(2026, 2, 4 - ago)).toISOString().slice(0, 10);

const RULE_NAMES =
  "bought-online opened-email clicked-email visited-store reviewed-a-product returned-an-order no-purchase-in-six-months newsletter-unsubscribed birthday viewed-ski-boots bought-lift-pass read-snow-report ski-club-member joined-webinar used-app visited-pricing abandoned-cart referred-a-friend complained long-time-customer lives-nearby big-household company-address language-matches social-follow survey-answered downloaded-guide tested-equipment event-attended old-account".split(
    " ",
  );
const GROUP_OF_RULE = [
  [9, "loyalty"],
  [19, "ski"],
  [30, "fit"],
] as const;

const NEGATIVE_RULES: ReadonlySet<number> = new Set([5, 6, 7, 18]);
const SILENT_RULES: ReadonlySet<number> = new Set([12, 19, 26]);
const NOTES = new Map([[6, "Absence counts as much as a purchase, or the score never goes down again"]]);

function rules(): readonly RuleReport[] {
  return RULE_NAMES.map((rule, i) => {
    const size = SILENT_RULES.has(i) ? 0 : Math.round(182_000 / (i + 1.4));
    const sign = NEGATIVE_RULES.has(i) ? "-" : "";
    return {
      rule,
      group: GROUP_OF_RULE.find(([until]) => i < until)![1],
      note: NOTES.get(i),
      origin: at(70 + i * 4, i < 19 ? "sport-shop.yaml" : "fit.yaml"),
      contacts: Math.round(size / 6),
      times: Math.round(size / 4),
      points: `${sign}${size}${i % 4 === 1 ? ".25" : ""}`,
      pointsBefore: i === 13 ? undefined : `${sign}${size === 0 ? 0 : size - 40 + i * 9}`,
    };
  });
}

function pastRuns(count: number): readonly { readonly run: number; readonly asOf: string }[] {
  return Array.from({ length: count }, (_, i) => ({ run: 31 - count + i + 1, asOf: day(count - 1 - i) }));
}

export function collection(
  i: number,
  title: string | undefined,
  kind: "segment" | "label" = "segment",
): CollectionReport {
  const contacts = Math.round(5200 / (i + 1)) + i * 13;
  const runs = pastRuns(i === 6 ? 4 : 30);
  const sizes = runs.map((run, j) => ({
    ...run,
    contacts: Math.max(
      0,
      Math.round(
        contacts -
          (runs.length - 1 - j) * (i % 3 === 1 ? -5 : 9) +
          (j === runs.length - 1 ? 0 : 30 * Math.sin(j * 0.9 + i)),
      ),
    ),
  }));
  const before = sizes.at(-2)?.contacts ?? contacts;
  const entered = Math.max(contacts - before, 0) + 7 + i;
  return {
    kind,
    id: `${kind}-${i + 1}`,
    title,
    origin: at(210 + i * 2),
    contacts,
    before,
    entered,
    left: entered - (contacts - before),
    sizes,
  };
}

export const triggers: readonly TriggerReport[] = [
  {
    trigger: "welcome-ambassadors",
    origin: at(240),
    firings: 31,
    past: pastRuns(30).map((run, i) => ({
      ...run,
      firings: i === 29 ? 31 : Math.round(20 + 14 * Math.sin(i)),
    })),
  },
  {
    trigger: "win-back",
    origin: at(249),
    firings: 12,
    past: pastRuns(30).map((run, i) => ({ ...run, firings: i % 7 === 1 ? 12 : 2 })),
  },
  {
    trigger: "sales-call",
    origin: at(257),
    firings: 0,
    past: pastRuns(30).map((run, i) => ({ ...run, firings: i === 20 ? 3 : 0 })),
  },
];

export function richReport(): Report {
  const groups = [loyalty(), ski(), fitness()];
  const scored = 41_203;
  return {
    rulebook: {
      id: "sport-shop",
      description: "Interest in ski and hiking, and how loyal a customer is",
      file: "sport-shop.yaml",
    },
    run: { run: 31, asOf: day(0), timezone: "Europe/Paris" },
    isFirst: false,
    compared: { run: 30, asOf: day(1), timezone: "Europe/Paris" },
    totals: {
      scored,
      scoredBefore: 40_999,
      events: 1_204_331,
      eventsBefore: 1_199_219,
      excluded: 12,
      retired: 3,
      anonymous: 340,
    },
    changes: {
      entered: 412,
      left: 187,
      movedUp: 491,
      movedDown: 151,
      fired: 43,
      places: [
        { kind: "band", name: "loyalty", value: "ambassador", entered: 197, left: 29 },
        { kind: "band", name: "loyalty", value: "engaged", entered: 134, left: 266 },
        { kind: "segment", name: "segment-1", value: undefined, entered: 121, left: 18 },
        { kind: "band", name: "ski", value: "curious", entered: 105, left: 63 },
        { kind: "stage", name: "stage", value: "mql", entered: 64, left: 22 },
        { kind: "class", name: "lead_grade", value: "a1", entered: 38, left: 41 },
        { kind: "label", name: "label-1", value: undefined, entered: 31, left: 0 },
        { kind: "segment", name: "segment-3", value: undefined, entered: 9, left: 30 },
        { kind: "segment", name: "segment-4", value: undefined, entered: 10, left: 12 },
      ],
    },
    groups,
    funnel: {
      stages: [
        {
          stage: "lead",
          title: "Lead",
          origin: at(190),
          contacts: 33_120,
          before: 32_987,
          reached: scored,
          conversion: undefined,
          days: undefined,
        },
        {
          stage: "mql",
          title: "Marketing qualified",
          origin: at(191),
          contacts: 6_301,
          before: 6_259,
          reached: 8_083,
          conversion: 8_083 / scored,
          days: { median: 23, contacts: 1_932 },
        },
        {
          stage: "sql",
          title: "Sales qualified",
          origin: at(192),
          contacts: 1_204,
          before: 1_190,
          reached: 1_782,
          conversion: 1_782 / 8_083,
          days: { median: 12.5, contacts: 603 },
        },
        {
          stage: "customer",
          title: undefined,
          origin: at(193),
          contacts: 578,
          before: 563,
          reached: 578,
          conversion: 578 / 1_782,
          days: { median: 1, contacts: 1 },
        },
      ],
    },
    collections: [
      ...[
        "Hot skiers",
        "Ready for sales",
        "Sleeping customers",
        "Newsletter readers",
        undefined,
        "Families in the Alps",
        "New this week",
        "Bargain hunters",
      ].map((title, i) => collection(i, title)),
      collection(0, "Ambassador", "label"),
      collection(4, undefined, "label"),
    ],
    rules: rules(),
    triggers,
    actions: [
      { kind: "email", target: "welcome-vip", trigger: "welcome-ambassadors", origin: at(244), count: 31 },
      { kind: "campaign", target: "win-back-2026", trigger: "win-back", origin: at(253), count: 12 },
      {
        kind: "notify",
        target: "sales@sport-shop.example",
        trigger: "welcome-ambassadors",
        origin: at(245),
        count: 1,
      },
    ],
    quality: {
      inputs: [
        {
          file: "contacts-2026-03-04.csv.gz",
          kind: "contacts",
          source: "crm",
          rows: 41_560,
          accepted: 41_558,
          duplicates: 0,
          rejected: 2,
          skipped: false,
        },
        {
          file: "events-2026-03-04.csv",
          kind: "events",
          source: "shop",
          rows: 5_412,
          accepted: 5_101,
          duplicates: 290,
          rejected: 21,
          skipped: false,
        },
        {
          file: "emails-sent-2026-03.csv",
          kind: "events",
          source: "mailings",
          rows: 0,
          accepted: 0,
          duplicates: 0,
          rejected: 0,
          skipped: true,
        },
      ],
      rejects: [
        {
          source: "shop",
          code: "bad-date",
          reason: 'column "ts" is no date: expected epoch_ms',
          rows: 18,
          example: at(1_204, "events-2026-03-04.csv"),
        },
        {
          source: "shop",
          code: "no-contact",
          reason: "no column names a contact",
          rows: 3,
          example: at(77, "events-2026-03-04.csv"),
        },
        {
          source: "crm",
          code: "ragged-row",
          reason: "9 columns, expected 11",
          rows: 2,
          example: at(20_311, "contacts-2026-03-04.csv.gz"),
        },
      ],
      sources: [
        {
          source: "crm",
          kind: "contacts",
          file: "contacts-2026-03-04.csv.gz",
          lastRun: 31,
          lastAsOf: day(0),
          newestEvent: undefined,
        },
        {
          source: "shop",
          kind: "events",
          file: "events-2026-03-04.csv",
          lastRun: 31,
          lastAsOf: day(0),
          newestEvent: { at: "2026-03-04 22:58", days: 0 },
        },
        {
          source: "mailings",
          kind: "events",
          file: "emails-sent-2026-03.csv",
          lastRun: 28,
          lastAsOf: day(3),
          newestEvent: { at: "2026-03-01 09:00", days: 3 },
        },
      ],
      conflicts: 4,
      eventsWithoutContact: 1_871,
      incompleteSources: ["crm"],
    },
  };
}

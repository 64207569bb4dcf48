// Whole reports for tests: a rich one, a first run, an empty one, a huge one and a hostile one.

import type {
  CollectionReport,
  Distribution,
  GroupReport,
  HotContact,
  Origin,
  Report,
  RuleReport,
  TriggerReport,
} from "../../src/report/model.ts";

const at = (line: number, file = "sport-shop.yaml"): Origin => ({ file, line });

/** Days before 4 March 2026, as a date. */
const day = (ago: number) => new Date(Date.UTC(2026, 2, 4 - ago)).toISOString().slice(0, 10);

/** A hill of contacts around `centre`, and a heap at zero, as scores have them. */
function hill(
  from: number,
  until: number,
  {
    width,
    centre,
    spread,
    most,
    atZero,
  }: {
    readonly width: number;
    readonly centre: number;
    readonly spread: number;
    readonly most: number;
    readonly atZero: number;
  },
): Distribution {
  const bins = Array.from({ length: Math.round((until - from) / width) }, (_, i) => {
    const start = from + i * width;
    const middle = start + width / 2;
    const height = Math.exp(-(((middle - centre) / spread) ** 2)) * most + (start === 0 ? atZero : 0);
    const ripple = 1 + 0.06 * Math.sin(i * 2.1);
    return {
      from: start,
      contacts: Math.round(height * ripple),
      before: Math.round(height * (1 + 0.07 * Math.sin(i * 0.7))),
    };
  });
  return {
    width,
    bins,
    openBelow: false,
    openAbove: false,
    lowest: from + width * 0.4,
    median: centre,
    highest: until - width * 0.2,
  };
}

const total = ({ bins }: Distribution) => bins.reduce((sum, { contacts }) => sum + contacts, 0);

function hotContacts(rules: readonly string[], from: number, band: string): readonly HotContact[] {
  return Array.from({ length: 10 }, (_, i) => ({
    contact: i === 4 ? undefined : `c-${10482 + i * 977}`,
    name: undefined,
    email: undefined,
    points: `${from - i * 3}${i % 3 === 1 ? ".5" : ""}`,
    band,
    rules: rules.slice(0, 3).map((rule, j) => ({ rule, points: `${Math.round(from / (j + 2)) - i}` })),
  }));
}

function loyalty(): GroupReport {
  const distribution = hill(-40, 120, { width: 4, centre: 28, spread: 26, most: 3400, atZero: 2900 });
  const contacts = total(distribution);
  const share = (part: number) => Math.round(contacts * part);
  return {
    group: "loyalty",
    title: "Customer loyalty",
    origin: at(31),
    contacts,
    distribution,
    bands: [
      {
        band: "disengaged",
        origin: at(39),
        contacts: share(0.08),
        before: share(0.08) - 41,
        scores: { from: undefined, until: 0 },
      },
      {
        band: "neutral",
        origin: at(40),
        contacts: share(0.1),
        before: share(0.1) + 12,
        scores: { from: 0, until: 0.000001 },
      },
      {
        band: "engaged",
        origin: at(38),
        contacts: share(0.56),
        before: share(0.56) + 138,
        scores: { from: 0.000001, until: 45.000001 },
      },
      {
        band: "ambassador",
        origin: at(37),
        contacts: contacts - share(0.08) - share(0.1) - share(0.56),
        before: contacts - share(0.74) - 167,
        scores: { from: 45.000001, until: undefined },
      },
    ],
    withoutBand: { contacts: 0, before: 0 },
    movements: [
      { before: "disengaged", after: "neutral", contacts: 12 },
      { before: "disengaged", after: "engaged", contacts: 31 },
      { before: "neutral", after: "engaged", contacts: 74 },
      { before: "neutral", after: "ambassador", contacts: 1 },
      { before: "engaged", after: "ambassador", contacts: 196 },
      { before: "engaged", after: "neutral", contacts: 9 },
      { before: "engaged", after: "disengaged", contacts: 61 },
      { before: "ambassador", after: "engaged", contacts: 29 },
      { before: "neutral", after: "disengaged", contacts: 22 },
    ],
    hottest: hotContacts(["bought-online", "opened-email", "reviewed-a-product"], 118, "ambassador"),
  };
}

function ski(): GroupReport {
  const distribution = hill(0, 200, { width: 5, centre: 34, spread: 30, most: 420, atZero: 24_600 });
  const contacts = total(distribution);
  const names = ["cold", "curious", "warm", "hot", "expert"];
  const edges = [undefined, 10, 30, 60, 120, undefined];
  return {
    group: "ski",
    title: "Interest in ski",
    origin: at(44),
    contacts,
    distribution,
    bands: names.map((band, i) => {
      const part = Math.round(contacts * [0.79, 0.09, 0.07, 0.04, 0.01][i]!);
      return {
        band,
        origin: at(46 + i),
        contacts: part,
        before: part - [-60, 14, 30, 18, -2][i]!,
        scores: { from: edges[i], until: edges[i + 1] },
      };
    }),
    withoutBand: { contacts: 0, before: undefined },
    movements: [
      { before: "cold", after: "curious", contacts: 88 },
      { before: "curious", after: "warm", contacts: 63 },
      { before: "warm", after: "hot", contacts: 24 },
      { before: "hot", after: "expert", contacts: 2 },
      { before: "warm", after: "curious", contacts: 17 },
      { before: "hot", after: "warm", contacts: 9 },
      { before: "expert", after: "hot", contacts: 4 },
    ],
    hottest: hotContacts(["viewed-ski-boots", "bought-lift-pass", "opened-email"], 196, "expert"),
  };
}

function fitness(): GroupReport {
  const distribution = hill(0, 10, { width: 1, centre: 4, spread: 2.5, most: 7200, atZero: 0 });
  return {
    group: "fit",
    title: undefined,
    origin: at(55),
    contacts: total(distribution),
    distribution,
    bands: [],
    withoutBand: { contacts: total(distribution), before: total(distribution) - 204 },
    movements: [],
    hottest: hotContacts(["lives-nearby"], 10, "").map((contact) => ({
      ...contact,
      band: undefined,
      rules: [],
    })),
  };
}

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

function collection(
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

const triggers: readonly TriggerReport[] = [
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

/** The rich one as it was when nothing had been before it. */
export function firstReport(): Report {
  const rich = richReport();
  return {
    ...rich,
    run: { run: 1, asOf: day(0), timezone: "UTC" },
    compared: undefined,
    totals: { ...rich.totals, scoredBefore: undefined, eventsBefore: undefined },
    changes: undefined,
    groups: rich.groups.map((group) => ({
      ...group,
      distribution: group.distribution && {
        ...group.distribution,
        bins: group.distribution.bins.map((bin) => ({ ...bin, before: undefined })),
      },
      bands: group.bands.map((band) => ({ ...band, before: undefined })),
      withoutBand: { ...group.withoutBand, before: undefined },
      movements: [],
    })),
    funnel: rich.funnel && {
      stages: rich.funnel.stages.map((stage) => ({ ...stage, before: undefined, days: undefined })),
    },
    collections: rich.collections.map((one) => ({
      ...one,
      before: undefined,
      entered: undefined,
      left: undefined,
      sizes: one.sizes.slice(-1),
    })),
    rules: rich.rules.map((rule) => ({ ...rule, pointsBefore: undefined })),
    triggers: rich.triggers.map((trigger) => ({ ...trigger, past: trigger.past.slice(-1) })),
    quality: { ...rich.quality, rejects: [], conflicts: 0, eventsWithoutContact: 0, incompleteSources: [] },
  };
}

export function emptyReport(): Report {
  return {
    rulebook: { id: "empty", description: undefined, file: "empty.yaml" },
    run: { run: 1, asOf: "2026-03-04 06:00", timezone: "UTC" },
    compared: undefined,
    totals: {
      scored: 0,
      scoredBefore: undefined,
      events: 0,
      eventsBefore: undefined,
      excluded: 0,
      retired: 0,
      anonymous: 0,
    },
    changes: undefined,
    groups: [],
    funnel: undefined,
    collections: [],
    rules: [],
    triggers: [],
    actions: [],
    quality: {
      inputs: [],
      rejects: [],
      sources: [],
      conflicts: 0,
      eventsWithoutContact: 0,
      incompleteSources: [],
    },
  };
}

/** 500 rules, 300 segments, 40 groups, 500 bands in one of them, and figures with many digits. */
export function hugeReport(): Report {
  const rich = richReport();
  const [first] = rich.groups;
  const repeat = <T>(times: number, of: (i: number) => T) => Array.from({ length: times }, (_, i) => of(i));
  return {
    ...rich,
    totals: { ...rich.totals, scored: 123_456_789, events: 9_876_543_210 },
    groups: repeat(40, (i) => ({
      ...first!,
      group: `group-${i + 1}`,
      title: `Group ${i + 1}`,
      bands:
        i === 0
          ? repeat(500, (j) => ({
              band: `band-${j + 1}`,
              origin: at(1000 + j),
              contacts: 77 * j,
              before: 70 * j,
              scores: {
                from: j === 0 ? undefined : (j - 250) / 4,
                until: j === 499 ? undefined : (j - 249) / 4,
              },
            }))
          : first!.bands,
    })),
    funnel: {
      stages: repeat(60, (i) => ({
        stage: `stage-${i + 1}`,
        title: undefined,
        origin: at(2000 + i),
        contacts: 1_000_000,
        before: 999_999,
        reached: 60_000_000 - i * 1_000_000,
        conversion: i === 0 ? undefined : 0.98,
        days: { median: 2, contacts: 3 },
      })),
    },
    collections: repeat(300, (i) => ({
      ...collection(i % 8, `Segment number ${i + 1}`),
      id: `segment-${i + 1}`,
    })),
    rules: repeat(500, (i) => ({
      ...rich.rules[i % 30]!,
      rule: `rule-number-${i + 1}`,
      origin: at(3000 + i),
      points: `${i % 4 === 0 ? 0 : 9_000_000_000 - i}.123456`,
    })),
    triggers: repeat(200, (i) => ({
      ...triggers[i % 3]!,
      trigger: `trigger-${i + 1}`,
      origin: at(5000 + i),
    })),
    actions: repeat(400, (i) => ({
      kind: "email",
      target: `mail-${i + 1}`,
      trigger: `trigger-${(i % 200) + 1}`,
      origin: at(6000 + i),
      count: 400 - i,
    })),
    quality: {
      ...rich.quality,
      inputs: repeat(200, (i) => ({ ...rich.quality.inputs[i % 3]!, file: `events-part-${i + 1}.csv` })),
      rejects: repeat(100, (i) => ({
        ...rich.quality.rejects[i % 3]!,
        example: at(i + 1, `events-part-${i + 1}.csv`),
      })),
      sources: repeat(60, (i) => ({ ...rich.quality.sources[i % 3]!, source: `source-${i + 1}` })),
    },
  };
}

export const HOSTILE_TEXTS = [
  '<script>alert("x")</script>',
  "\"'><img src=x onerror=alert(1)>",
  "</style><style>*{display:none}</style>",
  "</title></svg><iframe src=//evil.example>",
  "👩‍👩‍👧‍👦🏔️🎿 emoji & ampersands &amp; &#60;b&#62;",
  "שלום עולם — مرحبا بالعالم",
  "\u202Egnp.exe\u202C overridden",
  "日本語の長い名前と中文名称以及한국어이름",
  `${"Wolfeschlegelsteinhausenbergerdorff".repeat(6)}`.slice(0, 200),
  "many words in a name ".repeat(10).slice(0, 200),
  "style=\"color:red\" onclick='x()' {{x}} {% x %} ]]> --> \u0000\u0007",
] as const;

/** The rich one with every text that is not a date, a kind or a figure replaced by a hostile one. */
export function hostileReport(): Report {
  let used = 0;
  const plain = new Set(["kind", "asOf", "timezone", "points", "pointsBefore", "at", "lastAsOf", "code"]);
  const known = new Map<string, string>();
  const hostile = (text: string): string => {
    const given = known.get(text);
    if (given !== undefined) return given;
    const name = `${HOSTILE_TEXTS[used++ % HOSTILE_TEXTS.length]!}${used > HOSTILE_TEXTS.length ? used : ""}`;
    known.set(text, name);
    return name;
  };
  const replaced = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return plain.has(key) ? value : hostile(value);
    if (Array.isArray(value)) return value.map((item) => replaced(item, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, name)]));
  };
  const report = replaced(richReport(), "") as Report;
  return {
    ...report,
    groups: report.groups.map((group) => ({
      ...group,
      hottest: group.hottest?.map((contact, i) => ({
        ...contact,
        name: HOSTILE_TEXTS[i % HOSTILE_TEXTS.length]!,
        email: `${"x".repeat(60)}${i}@${"long-domain.".repeat(8)}example`,
      })),
    })),
  };
}

// Whole reports for tests: a rich one, a first run, an empty one, a huge one and a hostile one.

import type { Report } from "../../src/report/model.ts";
import { at } from "./rich-groups.ts";
import { collection, day, richReport, triggers } from "./rich-report.ts";

export { richReport };

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
    told: 1,
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
    funnel: { stages: [] },
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
      movements:
        i === 0
          ? repeat(200, (j) => ({ before: `band-${j + 1}`, after: `band-${j + 2}`, contacts: 200 - j }))
          : first!.movements,
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
  "costs $& or $1, $$5 $` $' $<x>",
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

export const SAMPLE_REPORTS = {
  rich: richReport,
  first: firstReport,
  empty: emptyReport,
  huge: hugeReport,
  hostile: hostileReport,
};

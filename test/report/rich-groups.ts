// The groups of the rich report: one with a heap at zero, one that towers there, and one without bands.

import type { BandMovement, Distribution, GroupReport, HotContact, Origin } from "../../src/report/model.ts";

export const at = (line: number, file = "sport-shop.yaml"): Origin => ({ file, line });

interface Hill {
  readonly width: number;
  readonly centre: number;
  readonly spread: number;
  readonly most: number;
  readonly atZero: number;
}

/** A hill of contacts around `centre`, and a heap at zero, as scores have them. */
function hill(from: number, until: number, { width, centre, spread, most, atZero }: Hill): Distribution {
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
    lower: 0,
    higher: 0,
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

function movementsOf(
  moves: readonly (readonly [before: string, after: string, contacts: number])[],
): readonly BandMovement[] {
  return moves.map(([before, after, contacts]) => ({ before, after, contacts }));
}

export function loyalty(): GroupReport {
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
    movements: movementsOf([
      ["disengaged", "neutral", 12],
      ["disengaged", "engaged", 31],
      ["neutral", "engaged", 74],
      ["neutral", "ambassador", 1],
      ["engaged", "ambassador", 196],
      ["engaged", "neutral", 9],
      ["engaged", "disengaged", 61],
      ["ambassador", "engaged", 29],
      ["neutral", "disengaged", 22],
    ]),
    hottest: hotContacts(["bought-online", "opened-email", "reviewed-a-product"], 118, "ambassador"),
  };
}

export function ski(): GroupReport {
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
    movements: movementsOf([
      ["cold", "curious", 88],
      ["curious", "warm", 63],
      ["warm", "hot", 24],
      ["hot", "expert", 2],
      ["warm", "curious", 17],
      ["hot", "warm", 9],
      ["expert", "hot", 4],
    ]),
    hottest: hotContacts(["viewed-ski-boots", "bought-lift-pass", "opened-email"], 196, "expert"),
  };
}

export function fitness(): GroupReport {
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

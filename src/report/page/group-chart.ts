// The histogram of a group, with the sentence that says what it shows.

import type { Distribution, GroupReport, ReportedRun } from "../model.ts";
import { changeColumn, ofContacts } from "./change-column.ts";
import { type Bin, HISTOGRAM_SIZES, histogramOptions } from "./charts/histogram.ts";
import { renderFigure } from "./figure.ts";
import { type Html, html } from "./html.ts";
import { counted, formatNumber, formatPoints, formatShare, shareOf } from "./numbers.ts";
import { type Column, emptyState, renderTable } from "./table.ts";
import { runOf } from "./wording.ts";

export function renderGroupChart(group: GroupReport, id: string, compared: ReportedRun | undefined): Html {
  const { distribution, contacts } = group;
  if (distribution === undefined) {
    return emptyState("How the scores were distributed has not been kept for this run.");
  }
  if (contacts === 0 || distribution.bins.length === 0) return emptyState("No contact has a score here yet.");
  const { width } = distribution;
  const bins = distribution.bins.map((bin) => ({ ...bin, until: bin.from + width }));
  const bands = group.bands.map((band) => ({
    ...band,
    share: formatShare(shareOf(band.contacts, contacts)),
  }));
  const words = {
    title: `Distribution of ${group.title ?? group.group}`,
    description: describe(group, distribution),
  };
  return renderFigure({
    caption: renderCaption(distribution, compared),
    wide: {
      ...words,
      id: `${id}-wide`,
      look: "plot wide",
      options: histogramOptions(bins, bands, HISTOGRAM_SIZES.wide),
    },
    narrow: {
      ...words,
      id: `${id}-narrow`,
      look: "plot narrow",
      options: histogramOptions(bins, bands, HISTOGRAM_SIZES.narrow),
    },
    table: renderTable({
      label: `${words.title}, as a table`,
      columns: binColumns(bins),
      rows: bins,
    }),
  });
}

function renderCaption(distribution: Distribution, compared: ReportedRun | undefined): Html {
  const known = distribution.bins.some(({ before }) => before !== undefined);
  return html`How many contacts have which score, ${counted(distribution.width, "point")} a bar. Half of them are at <b>${formatPoints(distribution.median)}</b> or above; the lowest is at ${formatPoints(distribution.lowest)}, the highest at ${formatPoints(distribution.highest)}. ${
    compared !== undefined && known
      ? html`<span class="line-key">The line is ${runOf(compared)}.</span> `
      : undefined
  }${beyond(distribution)}`;
}

function beyond({ lower, higher }: Distribution): string {
  if (lower + higher === 0) return "";
  const which = [
    lower > 0 ? `${formatNumber(lower)} lower` : "",
    higher > 0 ? `${formatNumber(higher)} higher` : "",
  ];
  return `Not drawn, as they lie far out: ${which.filter((text) => text !== "").join(" and ")}.`;
}

function describe({ contacts, bands }: GroupReport, { lowest, median, highest }: Distribution): string {
  const inBands = bands.map((band) => `${band.band} ${formatShare(shareOf(band.contacts, contacts))}`);
  const all = `${counted(contacts, "contact")} from ${formatPoints(lowest)} to ${formatPoints(highest)}, half of them at ${formatPoints(median)} or above.`;
  return inBands.length === 0 ? all : `${all} ${inBands.join(", ")}.`;
}

const binColumns = (rows: readonly Bin[]): readonly Column<Bin>[] => [
  {
    head: "Scores",
    kind: "name",
    cell: ({ from, until }) => `${formatPoints(from)} to below ${formatPoints(until)}`,
  },
  { head: "Contacts", kind: "number", cell: ({ contacts }) => formatNumber(contacts) },
  ...changeColumn(rows, ofContacts),
];

// The highest scores of a group, on a terminal.

import type { Group } from "../../rulebook/model.ts";
import type { TopContact } from "../../store/model.ts";
import { formatDecimal, type Micro } from "../../values/decimal.ts";
import type { Column } from "../drawing/column.ts";
import { fitColumns } from "../drawing/columns.ts";
import { alignPoints } from "../drawing/decimals.ts";
import type { Page } from "../drawing/page.ts";
import { bandStyle } from "../drawing/palette.ts";
import { showText } from "../terminal.ts";

/** Bars are as long as the scores are high, compared with the first. Nothing where there are no contacts. */
export function drawTop(contacts: readonly TopContact[], { bands }: Group, page: Page): string {
  if (contacts.length === 0) return "";
  const scores = alignPoints(contacts.map(({ points }) => formatDecimal(points)));
  const rows = contacts.map(({ points, band, written, email }, index) => {
    const style = bandStyle(bands, band, page.chalk);
    return [
      scores[index]!,
      { value: toNumber(points), style },
      { text: band ?? "", style },
      showText(written),
      { text: showText(email), style: page.chalk.dim },
    ];
  });
  const columns: readonly Column[] = [
    { heading: "score", align: "right" },
    { bar: { full: toNumber(contacts[0]!.points), most: 16 } },
    { heading: "band", cutTo: 6 },
    { heading: "contact", cutTo: 8, cutsMiddle: true },
    { heading: "email", cutTo: 8 },
  ];
  const table = fitColumns(columns, rows, page);
  return [...table.heading, ...rows.flatMap(table.lines)].map((line) => `${line}\n`).join("");
}

/** Only for the length of a bar. */
const toNumber = (points: Micro) => Number(points);

// What data says of a rulebook: worded like all problems, see messages.ts.

import { formatCount, formatCountOf } from "../values/count.ts";
import { didYouMean, word } from "./message-pieces.ts";
import { quoted, quotedList } from "./quote.ts";

/** What the data has instead of a name or value that it does not have. */
export interface Close {
  readonly name: string;
  /** How many events or contacts have it. */
  readonly count: number;
}

/** What has the fields: all contacts, or the events of some types. */
export interface Bearers {
  readonly kind: "contact" | "event";
  /** Of events: as the rulebook names them. */
  readonly types: readonly string[];
  readonly count: number;
}

const instead = (close: Close | undefined) =>
  close === undefined
    ? ""
    : `; ${formatCount(close.count)} ${close.count === 1 ? "has" : "have"} ${quoted(close.name)}`;

const noneOf = ({ kind, types, count }: Bearers) => {
  const isAny = kind === "contact" || types.includes("*");
  const which = isAny ? "" : `${quotedList(types)} `;
  return count === 1
    ? `the only ${which}${kind} does not have`
    : `none of ${formatCount(count)} ${which}${kind}s has`;
};

const wordValues = (values: readonly string[], field: string, place: string, bearers: Bearers) =>
  `${noneOf(bearers)} ${quotedList(values)} in ${quoted(field)}, which ${place} looks for`;

export const dataMessages = {
  "unseen-event-type": (type: string, place: string, close: Close | undefined) =>
    word(
      `no event has the type ${quoted(type)} that ${place} names${instead(close)}`,
      didYouMean(close?.name) ?? "look for it in the exports; there may be no such events yet",
    ),
  "unseen-field": (field: string, place: string, bearers: Bearers, close: Close | undefined) =>
    word(
      `${noneOf(bearers)} the field ${quoted(field)} that ${place} looks at${instead(close)}`,
      didYouMean(close?.name) ?? "look for the column in the exports",
    ),
  "unseen-value": (
    values: readonly string[],
    field: string,
    place: string,
    bearers: Bearers,
    close: Close | undefined,
  ) =>
    close === undefined
      ? {
          ...word(wordValues(values, field, place, bearers), "there may be none of it yet"),
          severity: "note" as const,
        }
      : word(`${wordValues(values, field, place, bearers)}${instead(close)}`, didYouMean(close.name)),
  "never-awards": (place: string, contacts: number, why: string, help: string) =>
    word(`${place} awards nothing to any of ${formatCountOf(contacts, "contact")}: ${why}`, help),
  "never-met": (place: string, contacts: number, scores: readonly string[]) =>
    word(
      `none of ${formatCountOf(contacts, "contact")} meets "when" of ${place}`,
      scores.length === 0 ? "look at one with tallybook explain" : scores.join("; "),
    ),
  "out-of-reach": (what: string, range: string, help: string) =>
    word(
      `no contact of this data can reach ${what}: with the rules that award anything the score ${range}`,
      help,
    ),
  "always-cut": (place: string, awards: number, by: string, help: string) =>
    word(`${by} ${awards === 1 ? "the only award" : `all ${formatCount(awards)} awards`} of ${place}`, help),
} as const;

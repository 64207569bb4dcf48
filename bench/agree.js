// Whether two lists of scores are the same, number by number, without ever making doubles of them.

import { createReadStream } from "node:fs";
import { parse } from "csv-parse";

const MOST_EXAMPLES = 10;

/**
 * Compares every `score.` column of every contact of two CSV files that are sorted by contact_id. Answers how many
 * scores there are; throws an Error that shows the first that differ.
 */
export async function compareScores(ours, theirs) {
  const differences = [];
  let count = 0;
  const rows = readScores(theirs);
  for await (const row of readScores(ours)) {
    const other = (await rows.next()).value;
    const found = differencesOf(row, other);
    count += row.scores.size;
    differences.push(...found);
    if (differences.length >= MOST_EXAMPLES || row.contactId !== other?.contactId) break;
  }
  const left = (await rows.next()).value;
  if (differences.length === 0 && left !== undefined) {
    differences.push(`contact ${left.contactId}: only DuckDB has it`);
  }
  if (differences.length === 0) return count;
  throw new Error(
    `scores differ between Tallybook and DuckDB:\n${differences.slice(0, MOST_EXAMPLES).join("\n")}`,
  );
}

/** Without zeros that say nothing: "12.500000" is 12.5, "-0.000000" is 0. */
export function plainDecimal(text) {
  const [, sign, whole, fraction = ""] = /^(-?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  if (whole === undefined) return text;
  const digits = fraction === "" ? whole : `${whole}.${fraction}`;
  return digits === "0" ? "0" : `${sign}${digits}`;
}

function differencesOf(row, other) {
  if (row.contactId !== other?.contactId) {
    return [`contact ${row.contactId}: DuckDB has ${other?.contactId ?? "no more contacts"} here`];
  }
  const groups = new Set([...row.scores.keys(), ...other.scores.keys()]);
  return [...groups].flatMap((group) => {
    const [ours, theirs] = [row.scores.get(group), other.scores.get(group)];
    return ours === theirs ? [] : [`contact ${row.contactId}: ${group} is ${ours}, DuckDB has ${theirs}`];
  });
}

async function* readScores(path) {
  const parser = createReadStream(path).pipe(parse());
  let columns;
  for await (const row of parser) {
    if (columns === undefined) columns = row;
    else yield { contactId: row[columns.indexOf("contact_id")], scores: scoresOf(columns, row) };
  }
}

function scoresOf(columns, row) {
  return new Map(
    columns.flatMap((column, index) =>
      column.startsWith("score.") ? [[column, plainDecimal(row[index])]] : [],
    ),
  );
}

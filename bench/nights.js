// One round of everything, in a folder that is removed behind it: first the history, then the nights.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareScores } from "./agree.js";
import { DAY_WITHOUT_EVENTS, DAYS } from "./data.js";
import { measureNode } from "./measure.js";
import { rulebookOf } from "./rulebooks.js";

export const PROGRAM = join(import.meta.dirname, "..", "bin", "tallybook.js");
const RULEBOOK = join(import.meta.dirname, "rulebook.yaml");
const CHILDREN = join(import.meta.dirname, "children");

/** Calls `work` with a fresh folder, which is gone afterwards, also when the user interrupts. */
export async function withTempFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "tallybook-bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    return await work(folder);
  } finally {
    remove();
    process.off("exit", remove);
  }
}

/**
 * Answers what each step took. With `checks` it also compares all scores of all days, and throws if any differs;
 * `say` is told what comes next.
 */
export function measureRound(data, { checks, withRules, say }) {
  return withTempFolder(async (folder) => {
    const scores = join(folder, "out", "scores.csv");
    const steps = {};
    let compared = 0;
    const run = async (name, asOf, more = [], rulebook = RULEBOOK) => {
      say(name);
      steps[name] = await measureRun(folder, rulebook, asOf, more);
    };
    const runDuckdb = async (day) => {
      say(`DuckDB, day ${day + 1}`);
      const theirs = join(folder, "duckdb.csv");
      steps[`duckdb-${day + 1}`] = await measureNode(duckdbArgs(data, day, theirs));
      if (checks) compared += await compareScores(scores, theirs);
    };
    say("csv-parse");
    steps.csvParse = await measureNode([join(CHILDREN, "csv-parse.js"), data.contacts, data.events]);
    await run("cold", DAYS[0], ["--contacts", data.contacts, "--events", data.events]);
    await runDuckdb(0);
    for (const [index, { file }] of data.nights.entries()) {
      await run(`night-${index + 1}`, DAYS[index + 1], ["--events", file]);
      await runDuckdb(index + 1);
    }
    await run("nothing-new", DAYS.at(-1), ["--events", data.nights.at(-1).file]);
    await run("no-events", DAY_WITHOUT_EVENTS);
    if (withRules) {
      for (const count of [10, 100]) {
        const rulebook = join(folder, `rules-${count}.yaml`);
        writeFileSync(rulebook, rulebookOf(count));
        await run(`rules-${count}`, DAY_WITHOUT_EVENTS, [], rulebook);
      }
    }
    return { steps, compared };
  });
}

async function measureRun(folder, rulebook, asOf, more) {
  const out = join(folder, "out");
  const places = ["--db", join(folder, "bench.db"), "--out", out];
  const measured = await measureNode([
    PROGRAM,
    "run",
    rulebook,
    "--as-of",
    asOf,
    ...more,
    ...places,
    "--quiet",
  ]);
  const { timings } = JSON.parse(readFileSync(join(out, "run.json"), "utf8"));
  return { ...measured, timings };
}

/** All exports there are by the end of the day: it knows no other way than from the beginning. */
function duckdbArgs(data, day, scores) {
  const events = [data.events, ...data.nights.slice(0, day).map(({ file }) => file)];
  return [
    ...[join(CHILDREN, "duckdb.js"), "--as-of", DAYS[day], "--contacts", data.contacts],
    ...events.flatMap((file) => ["--events", file]),
    ...["--scores", scores],
  ];
}

/** json-rules-engine on `sample` contacts: `{contacts, rules, milliseconds}` of the engine alone. */
export function measureJsonRules(data, sample) {
  return withTempFolder(async (folder) => {
    const awards = join(folder, "awards.csv");
    const every = Math.max(1, Math.floor(data.contactCount / sample));
    const scores = join(folder, "scores.csv");
    await measureNode([...duckdbArgs(data, 0, scores), "--awards", awards, "--every", String(every)]);
    const { output } = await measureNode([join(CHILDREN, "json-rules-engine.js"), awards]);
    return JSON.parse(output);
  });
}

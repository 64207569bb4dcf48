// npm run bench: measures this program and others on the same made-up exports, side by side.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { provideData } from "./data.js";
import { judge } from "./limits.js";
import { describeCommit, describeMachine } from "./machine.js";
import { measureNode, median, mediansOf } from "./measure.js";
import { measureJsonRules, measureRound, PROGRAM } from "./nights.js";
import { writeReport } from "./report.js";

const NOTES = join(import.meta.dirname, "notes.md");
/** Starts are short, and so noisy. */
const STARTS = 15;

const { values } = parseArgs({
  options: {
    contacts: { type: "string", default: "100000" },
    events: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: "3" },
    large: { type: "boolean", default: false },
    "large-runs": { type: "string", default: "1" },
    sample: { type: "string", default: "1000" },
    data: { type: "string", default: join(import.meta.dirname, "data") },
    results: { type: "string", default: join(import.meta.dirname, "results.md") },
    "data-only": { type: "boolean", default: false },
  },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

const size = { contacts: readNumber("contacts"), events: readNumber("events"), seed: readNumber("seed") };
const sizes = [
  { ...size, runs: readNumber("runs"), withRules: true },
  ...(values.large
    ? [{ contacts: 1_000_000, events: 10_000_000, seed: size.seed, runs: readNumber("large-runs") }]
    : []),
];
const allData = [];
for (const each of sizes) {
  say(`data for ${each.contacts} contacts and ${each.events} events`);
  allData.push(await provideData(values.data, each));
}
if (!values["data-only"]) await measureAll();

async function measureAll() {
  const start = await measureStarts();
  const measured = [];
  for (const [index, data] of allData.entries()) measured.push(await measureSize(data, sizes[index]));
  say("json-rules-engine");
  const jsonRules = await measureJsonRules(allData[0], readNumber("sample"));
  const results = { small: measured[0], large: measured[1], jsonRules, start };
  const report = writeReport(results, judge(results), {
    date: new Date().toISOString().slice(0, 10),
    commit: describeCommit(),
    machine: describeMachine(),
    notes: existsSync(NOTES) ? readFileSync(NOTES, "utf8") : "",
  });
  writeFileSync(values.results, report);
  process.stdout.write(report);
}

async function measureSize(data, { runs, withRules = false }) {
  const rounds = [];
  let compared = 0;
  for (let round = 1; round <= runs; round++) {
    const progress = (step) => say(`${data.eventCount} events, round ${round} of ${runs}: ${step}`);
    const measured = await measureRound(data, { checks: round === 1, withRules, say: progress });
    rounds.push(measured.steps);
    compared += measured.compared;
  }
  const names = Object.keys(rounds[0]);
  const steps = Object.fromEntries(
    names.map((name) => [name, mediansOf(rounds.map((round) => round[name]))]),
  );
  return { data, steps, compared, runs };
}

async function measureStarts() {
  say("starts");
  const taken = { tallybook: [], node: [] };
  for (let round = 0; round < STARTS; round++) {
    taken.node.push((await measureNode(["-e", "0"])).milliseconds);
    taken.tallybook.push((await measureNode([PROGRAM, "--version"])).milliseconds);
  }
  return { tallybook: median(taken.tallybook), node: median(taken.node) };
}

function readNumber(option) {
  const number = Number(values[option]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${option} "${values[option]}" is no whole number above 0`);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

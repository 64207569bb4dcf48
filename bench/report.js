// The results, in Markdown: a person reads the same in the terminal and in results.md.

import { count } from "./limits.js";

const STEP_NAMES = {
  csvParse: "csv-parse alone, contacts and events",
  cold: "**Tallybook**, cold",
  "duckdb-1": "DuckDB, the same",
  "night-1": "**Tallybook**, night 1",
  "duckdb-2": "DuckDB, all up to night 1",
  "night-2": "**Tallybook**, night 2",
  "duckdb-3": "DuckDB, all up to night 2",
  "nothing-new": "**Tallybook**, night 2 again: nothing new",
  "no-events": "**Tallybook**, the next day, without events",
  "rules-10": "**Tallybook**, the same day by another rulebook, of 10 rules",
  "rules-100": "**Tallybook**, by one of 100 rules",
};
const PARTS = [
  ["cold", "cold"],
  ["night-2", "night 2"],
  ["nothing-new", "nothing new"],
  ["rules-10", "10 rules"],
  ["rules-100", "100 rules"],
];

/** `notes` are what people have to say of it, "" for nothing. */
export function writeReport(results, verdicts, { date, commit, machine, notes }) {
  return [
    "# Results of the benchmark",
    `Written by \`npm run bench\`; [README.md](README.md) says what is measured and how.\n\n- ${date}, commit ${commit}\n- ${machine}`,
    "## What must hold",
    table(
      ["what", "measured", "limit", ""],
      verdicts.map(({ what, measured, limit, holds }) => [what, measured, limit, wordOf(holds)]),
    ),
    agreement(results),
    ...section(results.small),
    ...(results.large === undefined ? [] : section(results.large)),
    "## Other programs",
    jsonRules(results),
    startUp(results.start),
    "## Where the time goes",
    ...timings(results.small),
    ...(results.large === undefined ? [] : timings(results.large)),
    ...(notes === "" ? [] : [notes.trim()]),
    "",
  ].join("\n\n");
}

function wordOf(holds) {
  if (holds === undefined) return "";
  return holds ? "holds" : "**missed**";
}

function agreement({ small, large }) {
  const compared = count(small.compared + (large?.compared ?? 0));
  return `Tallybook and DuckDB agree on all of ${compared} scores: every contact, every group, on three days.`;
}

function section({ data, steps, runs }) {
  const nights = data.nights
    .map(({ eventCount }, index) => `night ${index + 1} of ${count(eventCount)}`)
    .join(", ");
  return [
    `## ${count(data.contactCount)} contacts, ${count(data.eventCount)} events`,
    `New events: ${nights}. Medians of ${runs === 1 ? "1 run" : `${runs} runs`}, each a process of its own.`,
    table(
      ["", "seconds", "processor seconds", "peak memory, MB"],
      Object.entries(steps).map(([step, { milliseconds, cpuMilliseconds, peakBytes }]) => [
        STEP_NAMES[step],
        (milliseconds / 1000).toFixed(2),
        cpuMilliseconds === undefined ? "" : (cpuMilliseconds / 1000).toFixed(2),
        peakBytes === undefined ? "" : (peakBytes / 1_000_000).toFixed(0),
      ]),
    ),
  ];
}

function jsonRules({ small: { data, steps }, jsonRules: { contacts, rules, milliseconds } }) {
  const whole = (milliseconds / contacts) * data.contactCount;
  const ratio = whole / steps.cold.milliseconds;
  return (
    `json-rules-engine: ${(milliseconds / contacts).toFixed(2)} ms a contact for ${rules} rules on a sample of ${count(contacts)} ` +
    "contacts. It is given what the events of each rule come to; reading, windows, limits, decay and writing are not in it. " +
    `Extrapolated to ${count(data.contactCount)} contacts that is ${(whole / 1000).toFixed(0)} s, ${ratio.toFixed(1)} times Tallybook's whole cold run.`
  );
}

function startUp({ tallybook, node }) {
  return `\`tallybook --version\` takes ${tallybook.toFixed(0)} ms, an empty program \`node -e 0\` ${node.toFixed(0)} ms.`;
}

/** By what the program tells in run.json. */
function timings({ data, steps }) {
  const parts = PARTS.filter(([step]) => steps[step] !== undefined);
  const names = [...new Set(parts.flatMap(([step]) => Object.keys(steps[step].timings)))];
  return [
    `Timings of \`run.json\` in milliseconds, with ${count(data.contactCount)} contacts and ${count(data.eventCount)} events; steps may overlap:`,
    table(
      ["", ...parts.map(([, title]) => title)],
      names.map((name) => [name, ...parts.map(([step]) => formatTiming(steps[step].timings[name]))]),
    ),
  ];
}

function formatTiming(milliseconds) {
  return milliseconds === undefined ? "" : milliseconds.toFixed(0);
}

function table(header, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

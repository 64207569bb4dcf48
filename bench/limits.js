// What must hold, as ratios within one run.

const MB = 1_000_000;
const BYTES_PER_CONTACT = 150;
/** The sizes that limits in seconds are meant for. */
const STATED = { contactCount: 100_000, eventCount: 1_000_000 };

/** `[{what, measured, limit, holds}]`, with texts for people; `holds` is `undefined` where it cannot be told. */
export function judge({ small, large, start }) {
  return [...judgeSmall(small, start), ...(large === undefined ? [] : judgeLarge(small, large))];
}

function judgeSmall({ data, steps }, start) {
  const [, night] = data.nights;
  const isStatedSize = data.contactCount === STATED.contactCount && data.eventCount === STATED.eventCount;
  const seconds = (limit) => (isStatedSize ? limit : undefined);
  const evaluation = evaluationTimes(steps);
  return [
    times("cold, against csv-parse alone", steps.cold, steps.csvParse, 2.5),
    times("cold, against DuckDB", steps.cold, steps["duckdb-1"], 3),
    below("cold, peak memory in MB", steps.cold.peakBytes / MB, seconds(400)),
    below(`night of ${count(night.eventCount)} events, seconds`, inSeconds(steps["night-2"]), seconds(1)),
    times("the same night, against DuckDB", steps["night-2"], steps["duckdb-3"], 1),
    below("nothing new, seconds", inSeconds(steps["nothing-new"]), seconds(0.5)),
    times(`100 rules against 10, ${evaluation.name}`, evaluation.many, evaluation.few, 2),
    below("--version, ms more than an empty program", start.tallybook - start.node, 150),
  ];
}

function judgeLarge(small, { data, steps }) {
  const [, night] = data.nights;
  const memory = 1.3 * small.steps.cold.peakBytes + BYTES_PER_CONTACT * data.contactCount;
  return [
    times("large: cold, against the small one", steps.cold, small.steps.cold, 11),
    below("large: cold, peak memory in MB", steps.cold.peakBytes / MB, memory / MB),
    times(
      `large: night of ${count(night.eventCount)} events, against DuckDB`,
      steps["night-2"],
      steps["duckdb-3"],
      1 / 3,
    ),
  ];
}

/** Of the evaluation alone where the program tells it, else of all: `{name, few, many}`. */
function evaluationTimes(steps) {
  const [few, many] = [steps["rules-10"], steps["rules-100"]];
  const step = Object.keys(few.timings).find((name) => /^(evaluat|scor)/.test(name));
  if (step === undefined) return { name: "whole run", few, many };
  return {
    name: `timing "${step}"`,
    few: { milliseconds: few.timings[step] },
    many: { milliseconds: many.timings[step] },
  };
}

function times(what, measured, base, limit) {
  const ratio = measured.milliseconds / base.milliseconds;
  return {
    what,
    measured: `${ratio.toFixed(2)} times`,
    limit: `${limit.toFixed(2)} times`,
    holds: ratio <= limit,
  };
}

function below(what, value, limit) {
  const digits = value < 10 ? 2 : 0;
  return {
    what,
    measured: value.toFixed(digits),
    limit: limit === undefined ? "(of the usual size)" : limit.toFixed(limit < 10 ? 2 : 0),
    holds: limit === undefined ? undefined : value <= limit,
  };
}

function inSeconds({ milliseconds }) {
  return milliseconds / 1000;
}

export function count(number) {
  return number.toLocaleString("en-US");
}

// Runs a Node program as a process of its own, and says what it took.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const LOOKS_EVERY_MS = 10;
/** Linux counts processor time in hundredths of a second (USER_HZ), whatever the machine. */
const MS_PER_TICK = 10;

/**
 * Answers `milliseconds` from start to end, `output`, `cpuMilliseconds` of all its threads and `peakBytes` of its memory;
 * the last two are `undefined` where there is no /proc. They are looked up while it runs: what happens in its last few
 * milliseconds escapes. Throws an Error with its errors when it fails.
 */
export function measureNode(args) {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    const errors = [];
    child.stdout.on("data", (piece) => output.push(piece));
    child.stderr.on("data", (piece) => errors.push(piece));
    let usage = {};
    const look = () => {
      usage = readUsage(child.pid) ?? usage;
    };
    const timer = setInterval(look, LOOKS_EVERY_MS);
    child.on("exit", () => clearInterval(timer));
    child.on("error", reject);
    child.on("close", (code) => {
      const milliseconds = performance.now() - startedAt;
      if (code === 0) resolve({ milliseconds, ...usage, output: Buffer.concat(output).toString() });
      else reject(new Error(`node ${args.join(" ")} ended with ${code}:\n${Buffer.concat(errors)}`));
    });
  });
}

function readUsage(pid) {
  try {
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    // The second field is the program's name in brackets, which may hold blanks; user and system time are 14 and 15.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    if (peak === null) return undefined;
    return {
      peakBytes: Number(peak[1]) * 1024,
      cpuMilliseconds: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
    };
  } catch {
    return undefined;
  }
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of every measure over several runs of one thing; `timings` likewise, by step. */
export function mediansOf(runs) {
  const known = (read) => {
    const values = runs.map(read).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : median(values);
  };
  const steps = Object.keys(runs[0].timings ?? {});
  return {
    milliseconds: known((run) => run.milliseconds),
    cpuMilliseconds: known((run) => run.cpuMilliseconds),
    peakBytes: known((run) => run.peakBytes),
    timings: Object.fromEntries(steps.map((step) => [step, known((run) => run.timings?.[step])])),
  };
}

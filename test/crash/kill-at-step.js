// Loaded into the program before it starts. Counts what it asks of the file system and of SQLite, and kills it right
// before step CRASH_STEP; without that, writes the number of steps to the file CRASH_COUNT when it ends.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { isMainThread } from "node:worker_threads";
import Database from "better-sqlite3";

const { CRASH_STEP, CRASH_COUNT } = process.env;
const killAt = Number(CRASH_STEP ?? Number.POSITIVE_INFINITY);
const { writeFileSync } = fs;
let steps = 0;

function step() {
  steps++;
  if (steps === killAt) process.kill(process.pid, "SIGKILL");
}

function watch(owner, name) {
  const original = owner[name];
  owner[name] = function watched(...values) {
    step();
    return original.apply(this, values);
  };
}

const CALLS = ["mkdirSync", "openSync", "writeSync", "writeFileSync", "closeSync", "fsyncSync", "renameSync"];
for (const name of [...CALLS, "rmSync", "rmdirSync", "unlinkSync"]) watch(fs, name);
syncBuiltinESMExports();
for (const name of ["prepare", "exec", "close"]) watch(Database.prototype, name);

if (isMainThread && CRASH_COUNT !== undefined) {
  process.on("exit", () => writeFileSync(CRASH_COUNT, String(steps)));
}

// Scores bench/data in a fresh database, in this process, and prints seconds and peak memory.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../dist/cli/main.js";

const temp = mkdtempSync(join(tmpdir(), "tallybook-bench-"));
const startedAt = performance.now();
try {
  await main([
    ...["run", "bench/rulebook.yaml", "--as-of", "2026-11-02"],
    ...["--contacts", "bench/data/contacts.csv", "--events", "bench/data/events.csv"],
    ...["--db", join(temp, "bench.db"), "--out", join(temp, "out")],
  ]);
} finally {
  rmSync(temp, { recursive: true, force: true });
}
const seconds = (performance.now() - startedAt) / 1000;
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`\n${seconds.toFixed(1)} s, peak memory ${megabytes.toFixed(0)} MB\n`);

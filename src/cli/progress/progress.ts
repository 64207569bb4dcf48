// Progress on a terminal: rows while files are read, contacts while they are scored.

import { Presets, SingleBar } from "cli-progress";
import { formatCount } from "../../values/count.ts";
import type { RunProgress } from "./run-progress.ts";

const READING = "reading {bar} {percentage}%  {rows} rows  {speed} rows/s  {eta_formatted} left";
const SCORING = "scoring  {contacts} contacts";

export function createProgress(): RunProgress {
  const bar = new SingleBar(
    { format: READING, clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  const scoringBar = new SingleBar({ format: SCORING, clearOnComplete: true }, Presets.shades_classic);
  const startedAt = Date.now();
  let phase: "idle" | "reading" | "scoring" = "idle";
  return {
    reading(done, total, rows) {
      const seconds = Math.max(0.001, (Date.now() - startedAt) / 1000);
      const payload = { rows: formatCount(rows), speed: formatCount(rows / seconds) };
      if (phase === "idle") bar.start(total, done, payload);
      else bar.update(done, payload);
      phase = "reading";
    },
    scoring(contacts) {
      if (phase === "reading") bar.stop();
      const payload = { contacts: formatCount(contacts) };
      if (phase !== "scoring") scoringBar.start(1, 0, payload);
      else scoringBar.update(0, payload);
      phase = "scoring";
    },
    stop() {
      bar.stop();
      scoringBar.stop();
    },
  };
}

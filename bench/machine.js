// What was measured on what: no host name, no path.

import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";

export function describeMachine() {
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${availableParallelism()} cores (${cpus()[0].model.trim()}), ${memory} GB memory, ${process.platform}, Node ${process.versions.node}`;
}

/** The commit, and whether there is more than that. */
export function describeCommit() {
  const git = (...args) =>
    execFileSync("git", args, { cwd: join(import.meta.dirname, ".."), encoding: "utf8" }).trim();
  try {
    const changes = git("status", "--porcelain", "--", ".", ":!bench/results.md");
    return `${git("rev-parse", "--short=12", "HEAD")}${changes === "" ? "" : " with changes"}`;
  } catch {
    return "no commit";
  }
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterAll, expect, test } from "vitest";
import { PROGRAM, tallybook } from "../support/cli.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const temp = makeTempFolder();

afterAll(() => temp.remove());

/** It has come to the lock; where the system does not say what a process has open, it may be on its way there. */
function hasLockOpen(pid: number | undefined): boolean {
  const folder = `/proc/${pid}/fd`;
  if (!existsSync("/proc/self/fd")) return true;
  try {
    return readdirSync(folder).some((descriptor) => readlinkSync(join(folder, descriptor)).endsWith(".lock"));
  } catch {
    return false;
  }
}

test("while another run has the database, a run changes nothing; with --wait it goes on when that has ended", async () => {
  writeFileSync(
    join(temp.path, "r.yaml"),
    "{rulebook: t, groups: {g: {}}, rules: {r: {event: b, points: 1}}}",
  );
  writeFileSync(join(temp.path, "contacts.csv"), "contact_id\nada\n");
  const run = (day: number) =>
    `run r.yaml --contacts contacts.csv --db shop.db --out out --quiet --as-of 2026-03-0${day}`.split(" ");
  expect(tallybook(run(1), { cwd: temp.path }).code).toBe(0);
  const before = readFileSync(join(temp.path, "out/run.json"), "utf8");
  const holder = new Database(join(temp.path, "shop.db.lock"));
  holder.exec("begin exclusive");
  expect(tallybook(run(2), { cwd: temp.path }).code).toBe(75);
  expect(readFileSync(join(temp.path, "out/run.json"), "utf8")).toBe(before);
  const waiting = spawn(process.execPath, [PROGRAM, ...run(2), "--wait"], { cwd: temp.path });
  const ended = once(waiting, "close");
  while (waiting.exitCode === null && !hasLockOpen(waiting.pid)) await turn();
  expect([waiting.exitCode, readFileSync(join(temp.path, "out/run.json"), "utf8")]).toEqual([null, before]);
  holder.close();
  expect(await ended).toEqual([0, null]);
  expect(readFileSync(join(temp.path, "out/run.json"), "utf8")).toContain("2026-03-02");
});

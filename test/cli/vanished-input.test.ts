// An input that is there when it is listed, and gone when it is read: one line, nothing changed.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { PROGRAM, tallybook } from "../support/cli.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const temp = makeTempFolder();

afterAll(() => temp.remove());

/** Loaded into the program: takes the file away as soon as it has been opened, and closed, once. */
const TAKE_AWAY = `
import fs from "node:fs/promises";
import { rmSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
const { open } = fs;
fs.open = async (path, ...more) => {
  const handle = await open(path, ...more);
  if (String(path).endsWith("events-2.csv")) rmSync(path, { force: true });
  return handle;
};
syncBuiltinESMExports();
`;

test("is an error that names it, and the night before stays", () => {
  const write = (name: string, text: string) => writeFileSync(join(temp.path, name), text);
  write("r.yaml", "{rulebook: t, groups: {g: {}}, rules: {r: {event: buy, points: 1}}}");
  write("contacts.csv", "contact_id\nada\n");
  write("events-1.csv", "contact_id,type,at\nada,buy,2026-02-01\n");
  write("events-2.csv", "contact_id,type,at\nada,buy,2026-02-02\n");
  write("take-away.mjs", TAKE_AWAY);
  const args = (night: number) => [
    ...["run", "r.yaml", "--contacts", "contacts.csv", "--events", `events-${night}.csv`],
    ...["--db", "shop.db", "--out", "out", "--as-of", `2026-03-0${night}`, "--quiet"],
  ];
  expect(tallybook(args(1), { cwd: temp.path }).code).toBe(0);
  const database = readFileSync(join(temp.path, "shop.db"));
  const report = readFileSync(join(temp.path, "out/run.json"), "utf8");
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", join(temp.path, "take-away.mjs"), PROGRAM, ...args(2)],
    { cwd: temp.path, encoding: "utf8" },
  );
  expect(existsSync(join(temp.path, "events-2.csv"))).toBe(false);
  expect([status, stderr]).toEqual([
    3,
    "tallybook: events-2.csv: was there a moment ago, and is gone; try again when it is back\n",
  ]);
  expect(readFileSync(join(temp.path, "shop.db")).equals(database)).toBe(true);
  expect(readFileSync(join(temp.path, "out/run.json"), "utf8")).toBe(report);
  expect(readdirSync(temp.path).filter((name) => name.startsWith("."))).toEqual([]);
});

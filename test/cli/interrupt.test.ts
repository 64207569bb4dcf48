import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { PROGRAM } from "../support/cli.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const temp = makeTempFolder();

afterAll(() => temp.remove());

test("an interrupted run exits with 130 and changes nothing", async () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => `c${i},buy,2026-02-01,${i}`);
  writeFileSync(join(temp.path, "events.csv"), ["contact_id,type,at,n", ...rows, ""].join("\n"));
  writeFileSync(join(temp.path, "contacts.csv"), "contact_id\nc1\n");
  writeFileSync(
    join(temp.path, "r.yaml"),
    "{rulebook: t, groups: {g: {}}, rules: {r: {event: buy, points: 1}}}",
  );
  const args = "run r.yaml --contacts contacts.csv --events events.csv --db shop.db --out out".split(" ");
  const run = spawn(process.execPath, [PROGRAM, ...args], { cwd: temp.path });
  let errors = "";
  run.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const watch = setInterval(() => {
    if (!existsSync(join(temp.path, "shop.db"))) return;
    run.kill("SIGINT");
    clearInterval(watch);
  }, 5);
  const [code] = await once(run, "close");
  expect([code, errors]).toEqual([130, "tallybook: interrupted; nothing was changed\n"]);
  expect([existsSync(join(temp.path, "shop.db")), existsSync(join(temp.path, "out"))]).toEqual([
    false,
    false,
  ]);
});

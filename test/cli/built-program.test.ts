// What holds of dist/ as it is built, whatever the command.

import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT, tallybook } from "../support/cli.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

test("every script is strict, as the sources are", () => {
  const dist = join(PROJECT, "dist");
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
  const scripts = files.filter((file) => file.endsWith(".js"));
  expect(scripts).toContain(join("cli", "main.js"));
  expect(scripts.filter((file) => !/^"use strict";/.test(readFileSync(join(dist, file), "utf8")))).toEqual(
    [],
  );
});

test("a command that waits for what never comes ends with 3, not as if it were done", () => {
  const temp = makeTempFolder();
  const silent = `
    import { Readable } from "node:stream";
    Object.defineProperty(process, "stdin", { value: new Readable({ read() {} }) });`;
  writeFileSync(join(temp.path, "silent-stdin.mjs"), silent);
  writeFileSync(
    join(temp.path, "t.yaml"),
    "{rulebook: t, groups: {g: {}}, rules: {a: {event: a, points: 1}}}",
  );
  const { code, stdout, stderr } = tallybook(
    ["run", "t.yaml", "--events", "-", "--db", "t.db", "--out", "out", "--as-of", "2026-03-01"],
    { cwd: temp.path, env: { NODE_OPTIONS: "--import ./silent-stdin.mjs" } },
  );
  temp.remove();
  expect([code, stdout]).toEqual([3, ""]);
  expect(stderr).toMatch(/^tallybook: this is a bug in tallybook .*: it came to an end before it was done; /);
});

test("a copy that was never built says how to build it", () => {
  const temp = makeTempFolder();
  const folder = realpathSync(temp.path);
  cpSync(join(PROJECT, "bin"), join(temp.path, "bin"), { recursive: true });
  const command = [join(temp.path, "bin", "tallybook.js"), "--version"];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  temp.remove();
  expect([status, stdout, stderr]).toEqual([
    3,
    "",
    `tallybook: the program is not built; run "npm ci" in "${folder}"\n`,
  ]);
});

// What holds of dist/ as it is built, whatever the command.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT } from "../support/cli.ts";

test("every script is strict, as the sources are", () => {
  const dist = join(PROJECT, "dist");
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" });
  const scripts = files.filter((file) => file.endsWith(".js"));
  expect(scripts).toContain(join("cli", "main.js"));
  expect(scripts.filter((file) => !/^"use strict";/.test(readFileSync(join(dist, file), "utf8")))).toEqual(
    [],
  );
});

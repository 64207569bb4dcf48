// Where a Chromium is looked for.

import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { findChromium } from "./find-chromium.ts";

const temp = makeTempFolder();
afterAll(() => temp.remove());

function program(name: string): string {
  const path = join(temp.path, name);
  writeFileSync(path, "");
  chmodSync(path, 0o755);
  return path;
}

test("CHROME_PATH comes first", () => {
  program("chromium");
  const given = program("another");
  expect(findChromium({ CHROME_PATH: given, PATH: temp.path })).toBe(given);
});

test("then the usual names on the PATH", () => {
  const found = program("chromium");
  expect(findChromium({ PATH: [join(temp.path, "nowhere"), temp.path].join(delimiter) })).toBe(found);
});

test("a CHROME_PATH that leads nowhere is an error, not a reason to skip", () => {
  expect(() => findChromium({ CHROME_PATH: "/nowhere/chrome" })).toThrow(
    'CHROME_PATH is "/nowhere/chrome", where there is no program',
  );
});

// Each folder here is an acceptance case: a rulebook, its exports, and what every night has to give.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openCase } from "../support/golden-case.ts";

interface ExpectedNight {
  readonly as_of: string;
  readonly contacts: Record<string, unknown>;
}

const HERE = import.meta.dirname;
const CASES = readdirSync(HERE, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

describe.each(CASES)("%s", (name) => {
  const folder = join(HERE, name);
  const nights = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as ExpectedNight[];
  const golden = openCase(folder);
  afterAll(() => golden.close());

  test.each(nights)("as of $as_of", async ({ as_of, contacts }) => {
    expect(await golden.scoreNight(as_of)).toEqual(contacts);
  });
});

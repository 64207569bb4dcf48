// What a command knows of the place it prints to.

import { afterEach, describe, expect, test, vi } from "vitest";
import { pageOf } from "../../src/cli/drawing/page.ts";
import { createTerminal } from "../../src/cli/terminal.ts";

const OWN = { isTTY: process.stdout.isTTY, columns: process.stdout.columns };

afterEach(() => {
  Object.assign(process.stdout, OWN);
  vi.unstubAllEnvs();
});

function pageAt(
  isTTY: boolean,
  columns: number | undefined,
  env: Readonly<Record<string, string>>,
  color = true,
) {
  Object.assign(process.stdout, { isTTY, columns });
  for (const name of ["NO_COLOR", "TERM"]) vi.stubEnv(name, env[name]);
  const page = pageOf(createTerminal({ color }));
  return page && [page.width, page.chalk.level, page.hasBlocks];
}

const XTERM = { TERM: "xterm" };

describe("a page", () => {
  test.each([
    ["of a terminal has its width, colours and blocks", true, 100, XTERM, true, [100, 1, true]],
    ["is nowhere else", false, undefined, XTERM, true, undefined],
    ["has no colours with NO_COLOR", true, 100, { ...XTERM, NO_COLOR: "1" }, true, [100, 0, true]],
    ["has no colours with --no-color", true, 100, XTERM, false, [100, 0, true]],
    ["has neither colours nor blocks on a dumb terminal", true, 100, { TERM: "dumb" }, true, [100, 0, false]],
    ["of a terminal that does not tell its width is 80 wide", true, 0, XTERM, true, [80, 1, true]],
    ["of the narrowest terminals is 30 wide", true, 12, XTERM, true, [30, 1, true]],
  ])("%s", (_, isTTY, columns, env, color, expected) => {
    expect(pageAt(isTTY, columns, env, color)).toEqual(expected);
  });
});

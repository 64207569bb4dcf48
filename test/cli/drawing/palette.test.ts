import { Chalk } from "chalk";
import { describe, expect, test } from "vitest";
import { bandStyle } from "../../../src/cli/drawing/palette.ts";

const chalk = new Chalk({ level: 1 });
const bandsOf = (...ids: readonly string[]) => ids.map((id) => ({ id }));

describe("bands", () => {
  test.each([
    ["the first stands out", ["hot", "warm", "cold"], "hot", chalk.cyan("x")],
    ["those between are plain", ["hot", "warm", "cold"], "warm", "x"],
    ["the last steps back", ["hot", "warm", "cold"], "cold", chalk.dim("x")],
    ["one alone stands out", ["all"], "all", chalk.cyan("x")],
    ["none steps back", ["hot", "cold"], undefined, chalk.dim("x")],
    ["one that is gone steps back", ["hot", "cold"], "old", chalk.dim("x")],
  ])("%s", (_, ids, band, expected) => {
    expect(bandStyle(bandsOf(...ids), band, chalk)("x")).toBe(expected);
  });
});

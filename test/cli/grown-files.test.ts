// Night after night the same file with more at its end: only what is new is read, and the totals add up.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { tallybook } from "../support/cli.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const HEADER = "contact_id,type,occurred_at\n";
const event = (day: number) => `ada,visit,2026-02-0${day}\n`;

test("a grown file is read from its old end, also when it is packed the next night", () => {
  const temp = makeTempFolder();
  try {
    const write = (name: string, content: string | Uint8Array) =>
      writeFileSync(join(temp.path, name), content);
    write("r.yaml", "{rulebook: r, groups: {g: {}}, rules: {visited: {event: visit, points: 1}}}");
    write("contacts.csv", "contact_id\nada\n");
    const rowsRead = (events: string) => {
      const args = `run r.yaml --contacts contacts.csv --events ${events} --db r.db --out out --as-of 2026-03-01`;
      const { stdout, stderr } = tallybook([...args.split(" "), "--json", "--max-rejects", "9"], {
        cwd: temp.path,
      });
      expect(stderr).toBe("");
      const { inputs } = JSON.parse(stdout) as { inputs: { kind: string; rows: number; rejected: number }[] };
      return inputs.filter(({ kind }) => kind === "events").map(({ rows, rejected }) => [rows, rejected]);
    };
    const nights = [HEADER + event(1) + event(2)];
    nights.push(`${nights[0]}ada,visit\n${event(3)}`, `${nights[0]}ada,visit\n${event(3)}${event(4)}`);
    write("e.csv", nights[0]!);
    expect(rowsRead("e.csv")).toEqual([[2, 0]]);
    write("e.csv", nights[1]!);
    expect(rowsRead("e.csv")).toEqual([[2, 1]]);
    write("e.csv.gz", gzipSync(nights[2]!));
    expect(rowsRead("e.csv.gz")).toEqual([[1, 0]]);
    const { stdout } = tallybook(["top", "g", "--db", "r.db", "--json"], { cwd: temp.path });
    expect(JSON.parse(stdout)).toMatchObject([{ contact_id: "ada", score: "4" }]);
  } finally {
    temp.remove();
  }
});

// What no program should write, and some do: read exactly, or rejected with line and reason.

import { expect, test } from "vitest";
import { takeFiles } from "./take-files.ts";

async function takeContacts(text: string) {
  const { sink, summary } = await takeFiles({ files: { "c.csv": text }, kind: "contacts" });
  const { rows, accepted, duplicates, rejected } = summary.totals.contacts;
  expect(accepted + duplicates + rejected).toBe(rows);
  return {
    rows: sink.contacts.map(({ line, fields }) => [line, { ...fields }]),
    rejects: sink.rejects.map(({ line, column, code }) => [line, column, code]),
  };
}

test("a field of 10 MB is rejected with its line, and the rows around it are read", async () => {
  const field = "x".repeat(10 << 20);
  expect(await takeContacts(`id,note\n1,a\n2,${field}\n3,"${field}"\n4,b\n`)).toEqual({
    rows: [
      [2, { id: "1", note: "a" }],
      [5, { id: "4", note: "b" }],
    ],
    rejects: [
      [3, undefined, "row-too-long"],
      [4, undefined, "row-too-long"],
    ],
  });
});

test("10,000 columns are read exactly", async () => {
  const names = Array.from({ length: 9_999 }, (_, i) => `c${i}`);
  const cells = names.map((name) => `v${name}`);
  const { rows } = await takeContacts(`id,${names}\n7,${cells}\n`);
  expect(rows).toEqual([[2, { id: "7", ...Object.fromEntries(names.map((name) => [name, `v${name}`])) }]]);
});

test("columns may be named like what every object has", async () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];
  const { rows } = await takeContacts(`id,${names}\n1,a,b,c,d,e\n2,,,,,\n`);
  expect(rows).toEqual([
    [2, { id: "1", proto: "a", constructor: "b", tostring: "c", hasownproperty: "d", valueof: "e" }],
    [3, { id: "2" }],
  ]);
});

test.each([
  ["CR", "id,note\r1,a\r2,b\r3\r"],
  ["CR LF", "id,note\r\n1,a\r\n2,b\r\n3\r\n"],
  ["all at once", "\ufeffid,note\r1,a\n2,b\r\n3"],
])("line ends: %s", async (_, text) => {
  expect(await takeContacts(text)).toEqual({
    rows: [
      [2, { id: "1", note: "a" }],
      [3, { id: "2", note: "b" }],
    ],
    rejects: [[4, undefined, "ragged-row"]],
  });
});

test("NUL, broken quotes and ragged rows leave the others alone", async () => {
  const { rows, rejects } = await takeContacts(
    'id,note\n1,a\0\n2,5" nail\n3\n4,a,b\n 5 ," b "\n6,"open\n7,c\n',
  );
  expect(rows).toEqual([[6, { id: " 5 ", note: " b " }]]);
  expect(rejects).toEqual([
    [2, "note", "nul-byte"],
    [3, "note", "broken-quotes"],
    [4, undefined, "ragged-row"],
    [5, undefined, "ragged-row"],
    [7, undefined, "broken-quotes"],
    [8, undefined, "broken-quotes"],
  ]);
});

import { gzipSync } from "node:zlib";
import { encode } from "iconv-lite";
import { describe, expect, it } from "vitest";
import { findInputs } from "../../src/intake/files/find-inputs.ts";
import { openInput } from "../../src/intake/files/open-input.ts";
import type { StatedEncoding } from "../../src/intake/files/stated-encoding.ts";
import { surveyFile } from "../../src/intake/files/survey.ts";
import { InputError } from "../../src/intake/input-error.ts";
import { takeIn } from "./memory-sink.ts";
import { bytesSource } from "./memory-source.ts";
import { contactSource } from "./sources.ts";

const statedBy = (encoding?: string, source: string | undefined = "shop"): StatedEncoding => ({
  encoding,
  kind: "contacts",
  source,
});

async function read(bytes: Buffer, stated: StatedEncoding): Promise<string> {
  const [input] = await findInputs(["-"], bytesSource("c.csv", bytes));
  const content = await openInput(input!, stated);
  try {
    await surveyFile(content, [], stated);
    return (await content.read(0, content.bytes)).toString();
  } finally {
    await content.close();
  }
}

describe("stated encodings", () => {
  it.each([
    ["windows-1252", "id,name\n1,Zoé €5 ‘Ærø’\n"],
    ["iso-8859-15", "id\nœuvre €\n"],
    ["macintosh", "id\rCafé\r"],
    ["windows-1251", "id\nИмя\n"],
    ["shift_jis", "id\n表示\n"],
    ["gb18030", "id\n用户😀\n"],
    ["utf-16le", "id\né 😀\n"],
    ["UTF-16BE", "id\né 😀\n"],
    ["utf-8", "id\né 😀\n"],
    ["windows-1252", "only,ascii\n"],
  ])("%s", async (encoding, text) => {
    expect(await read(encode(text, encoding), statedBy(encoding))).toBe(text);
  });

  it.each([1 << 16, (1 << 18) - 1, 1 << 18])(
    "a character over the end of a piece, %i bytes in",
    async (at) => {
      for (const [encoding, filler] of [
        ["utf-16le", at / 2 - 3],
        ["utf-16be", at / 2 - 3],
        ["shift_jis", at - 1],
      ] as const) {
        const text = `${"x".repeat(Math.floor(filler))}😀表`.replace(
          encoding === "shift_jis" ? "😀" : "",
          "",
        );
        expect(await read(encode(text, encoding), statedBy(encoding))).toBe(text);
      }
    },
  );
});

const WESTERN = Buffer.from("id,name\r\n1,Ada\r\n2,Ren\u00e9e\r\n", "latin1");
const IN_SHOP = 'in source "shop"';

const REFUSALS: readonly (readonly [string, Buffer, StatedEncoding, string])[] = [
  [
    "Western text without a source",
    WESTERN,
    { encoding: undefined, kind: "contacts", source: undefined },
    "line 3 is not UTF-8, but most likely windows-1252; state its encoding in the rulebook: sources: {contacts: {kind: contacts, encoding: windows-1252, key: ...}}",
  ],
  [
    "Western text",
    WESTERN,
    statedBy(),
    `line 3 is not UTF-8, but most likely windows-1252; write \`encoding: windows-1252\` ${IN_SHOP}`,
  ],
  [
    "Western text stated to be UTF-8",
    WESTERN,
    statedBy("utf8"),
    `line 3 is not UTF-8, but most likely windows-1252; write \`encoding: windows-1252\` ${IN_SHOP} instead`,
  ],
  [
    "Cyrillic text",
    encode("id\nИван Петров\n", "windows-1251"),
    statedBy(),
    `line 2 is not UTF-8, but perhaps windows-1251 or another; write \`encoding: windows-1251\` ${IN_SHOP}`,
  ],
  [
    "UTF-8 that is damaged",
    Buffer.concat([Buffer.from("id\né\n"), WESTERN]),
    statedBy(),
    "line 5 is not UTF-8, though lines before it are; export the file again",
  ],
  [
    "UTF-8 stated to be another",
    Buffer.from("id\né\nÁ\n"),
    statedBy("windows-1252"),
    'is UTF-8, not windows-1252; remove `encoding` from source "shop"',
  ],
  [
    "UTF-8 with only a BOM",
    Buffer.from("\ufeffid\n"),
    statedBy("windows-1252"),
    'is UTF-8, not windows-1252; remove `encoding` from source "shop"',
  ],
  [
    "UTF-8 stated to be UTF-16",
    Buffer.from("id,name\n1,x\n"),
    statedBy("utf-16le"),
    'is UTF-8, not utf-16le; remove `encoding` from source "shop"',
  ],
  [
    "bytes that windows-1252 lacks",
    Buffer.from("id\r1\r\x81\xe9\r", "latin1"),
    statedBy("windows-1252"),
    "line 3 holds bytes that windows-1252 does not have; state the encoding that the file was written in",
  ],
  [
    "half a character at the end",
    Buffer.from("id\n\x82", "latin1"),
    statedBy("shift_jis"),
    "line 2 holds bytes that shift_jis does not have; state the encoding that the file was written in",
  ],
  [
    "UTF-16 without a mark",
    Buffer.from("id,name\n", "utf16le"),
    statedBy(),
    `looks like UTF-16LE without a byte order mark; write \`encoding: utf-16le\` ${IN_SHOP}`,
  ],
  [
    "UTF-16 without a mark in much gzip",
    gzipSync(Buffer.from("id,name\n".repeat(200_000), "utf16le"), { level: 0 }),
    statedBy(),
    `looks like UTF-16LE without a byte order mark; write \`encoding: utf-16le\` ${IN_SHOP}`,
  ],
  [
    "UTF-16, the other way round",
    Buffer.from("id,name\n", "utf16le").swap16(),
    statedBy(),
    `looks like UTF-16BE without a byte order mark; write \`encoding: utf-16be\` ${IN_SHOP}`,
  ],
  [
    "UTF-16 stated to be another",
    Buffer.from("\ufeffid\n", "utf16le"),
    statedBy("windows-1252"),
    'is UTF-16LE, not windows-1252; remove `encoding` from source "shop"',
  ],
  [
    "UTF-16, stated the other way round",
    Buffer.from("\ufeffid\n", "utf16le"),
    statedBy("utf-16be"),
    'is UTF-16LE, not utf-16be; remove `encoding` from source "shop"',
  ],
  [
    "UTF-16 stated, but not which",
    Buffer.from("id\n", "utf16le"),
    statedBy("utf-16"),
    "is stated to be UTF-16, but has no byte order mark; write `encoding: utf-16le` or `encoding: utf-16be`",
  ],
  [
    "UTF-16 with an odd byte",
    Buffer.concat([Buffer.from("\ufeffid\nab", "utf16le"), Buffer.from("x")]),
    statedBy(),
    "line 2 holds half a character of utf-16le; export the file again",
  ],
  [
    "UTF-16 with half a pair",
    Buffer.from("\ufeffid\n1\n\ud83d2\n", "utf16le"),
    statedBy(),
    "line 3 holds half a character of utf-16le; export the file again",
  ],
  [
    "UTF-32",
    Buffer.from("fffe00006900000064000000", "hex"),
    statedBy(),
    `is UTF-32; write \`encoding: utf-32le\` ${IN_SHOP}`,
  ],
  [
    "an encoding that is not known",
    WESTERN,
    statedBy("latin-99"),
    'the encoding "latin-99" of its source is not known',
  ],
];

describe("a list of rejects, which is UTF-8 whatever encoding is stated", () => {
  it.each([
    [
      "windows-1252",
      WESTERN,
      undefined,
      "line 3 is not UTF-8, as a list of rejects is, whatever encoding is stated",
    ],
    [
      "windows-1252, stated",
      WESTERN,
      "windows-1252",
      "line 3 is not UTF-8, as a list of rejects is, whatever encoding is stated",
    ],
    [
      "UTF-16 without a mark",
      Buffer.from("id,name\n", "utf16le"),
      undefined,
      "looks like UTF-16LE without a byte order mark",
    ],
  ])("%s", async (_, bytes, encoding, problem) => {
    const sources = [contactSource({ id: "contacts", encoding })];
    const texts = { contacts: bytes, names: { contacts: "rejects.csv" }, sources };
    const error = await takeIn(texts).catch((thrown: unknown) => thrown);
    expect((error as Error).message).toMatch(new RegExp(`rejects.csv: ${problem}; save it as CSV UTF-8$`));
  });
});

describe("refused for their encoding", () => {
  it.each(REFUSALS)("%s", async (_, bytes, stated, problem) => {
    const error = await read(bytes, stated).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toBe(`c.csv: ${problem}`);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareText, fieldName, isBlank, parseBoolean, textKey } from "../../src/values/text.ts";

describe("textKey", () => {
  test.each([
    ["FR", "fr"],
    ["  Fr ", "fr"],
    ["E\u0301te", "éte"],
    ["a  b", "a  b"],
    ["\u00a0x\u00a0", "x"],
  ])("compares %j as %j", (text, key) => {
    expect(textKey(text)).toBe(key);
  });
});

test("textKey is the text in NFC, trimmed and in lower case, whatever it is made of", () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."aB \t\0E\u0301é\u00a0") }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(textKey(text)).toBe(text.normalize("NFC").trim().toLowerCase());
    }),
  );
});

describe("parseBoolean", () => {
  test.each([
    ["true", true],
    ["YES", true],
    [" y ", true],
    ["1", true],
    ["On", true],
    ["false", false],
    ["No", false],
    ["n", false],
    ["0", false],
    ["off", false],
    ["maybe", undefined],
    ["", undefined],
  ])("reads %j as %s", (text, expected) => {
    expect(parseBoolean(text)).toBe(expected);
  });
});

describe("fieldName", () => {
  test.each([
    ["Job Title", "job_title"],
    ["Contact ID", "contact_id"],
    ["E-mail (work)", "e_mail_work"],
    ["Prénom", "prénom"],
    ["emp.var.rate", "emp_var_rate"],
    ["姓名", "姓名"],
    ["--", ""],
    ["__proto__", "proto"],
  ])("makes %j into %j", (header, name) => {
    expect(fieldName(header)).toBe(name);
  });

  test("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (header) => {
        expect(fieldName(fieldName(header))).toBe(fieldName(header));
      }),
    );
  });
});

test("compareText orders by code point, as UTF-8 bytes do", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }),
  );
});

test.each([
  ["", true],
  [" \t\u00a0", true],
  [" x ", false],
])("isBlank(%j) is %s", (text, expected) => {
  expect(isBlank(text)).toBe(expected);
});

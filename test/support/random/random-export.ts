// Exports as programs write them, and what happens to files on their way: cut, doubled, spliced, bytes turned.

import fc from "fast-check";

const HEADERS = [
  "contact_id,First Name,__proto__,constructor",
  '"contact_id";"Prénom";"Ville";"Société"',
  "id\temail\ttags\tnotes",
];
const DELIMITERS = [",", ";", "\t"];

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const text = fc.string({
  unit: fc.constantFrom(..."ab 07éÆ€,;\t|'=-", "\u00a0"),
  maxLength: 8,
});
const longText = fc.string({ unit: fc.constantFrom(...'ab é",;\t\n\r\0', "\r\n", '""'), maxLength: 12 });
const key = fc.constantFrom("007", " 7 ", "ada@x.org", "Ada", "42", "");
const LINE_ENDS = ["\n", "\n", "\r\n", "\r"];
const WITH_BLANK_LINES = [...LINE_ENDS, "\n\n", "\n \n"];

function cellOf(value: string, isQuoted: boolean, delimiter: string): string {
  return isQuoted ? quoted(value) : value.replaceAll(delimiter, "").replace(/["\n\r\0]/g, "");
}

const row = fc.tuple(
  key,
  fc.array(fc.tuple(fc.oneof(text, longText), fc.boolean()), { minLength: 3, maxLength: 3 }),
);

function exportWith(lineEnds: readonly string[]): fc.Arbitrary<string> {
  return fc
    .record({
      form: fc.nat({ max: HEADERS.length - 1 }),
      rows: fc.array(fc.tuple(row, fc.constantFrom(...lineEnds)), { maxLength: 12 }),
      endsLine: fc.boolean(),
    })
    .map(({ form, rows, endsLine }) => {
      const delimiter = DELIMITERS[form]!;
      const lines = rows.map(([[id, cells], end]) => {
        const written = cells.map(([value, isQuoted]) => cellOf(value, isQuoted, delimiter));
        return [id, ...written].join(delimiter) + end;
      });
      const whole = `${HEADERS[form]}\n${lines.join("")}`;
      return endsLine ? whole : whole.trimEnd();
    });
}

/** With a header line that is found, and mostly sound rows of four cells. */
export const anyExport = exportWith(WITH_BLANK_LINES);
export const anyExportWithoutBlankLines = exportWith(LINE_ENDS);

interface Mutation {
  readonly kind: "cut" | "double" | "splice" | "turn" | "quote" | "line-end" | "bytes";
  readonly at: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom("cut", "double", "splice", "turn", "quote", "line-end", "bytes"),
  at: fc.nat({ max: 400 }),
  length: fc.integer({ min: 1, max: 40 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 3 }),
});

export const anyMutations = fc.array(mutation, { maxLength: 4 });

export function mutate(whole: Buffer, mutations: readonly Mutation[]): Buffer {
  return mutations.reduce((bytes, { kind, at, length, bytes: more }) => {
    const from = at % (bytes.length + 1);
    const before = bytes.subarray(0, from);
    const piece = bytes.subarray(from, from + length);
    const after = bytes.subarray(from + length);
    const put = (inserted: Uint8Array | string) =>
      Buffer.concat([before, Buffer.from(inserted), piece, after]);
    switch (kind) {
      case "cut":
        return Buffer.concat([before, after]);
      case "double":
        return put(piece);
      case "splice":
        return Buffer.concat([after, before, piece]);
      case "turn":
        return Buffer.concat([before, piece.map((byte, i) => (i === 0 ? byte ^ more[0]! : byte)), after]);
      case "quote":
        return put('"');
      case "line-end":
        return put(["\r", "\r\n", "\n"][length % 3]!);
      case "bytes":
        return put(more);
      default:
        return kind satisfies never;
    }
  }, whole);
}

import { describe, expect, it } from "vitest";
import type { Reject, RowCounts } from "../../src/intake/sink.ts";
import { takeIn } from "./memory-sink.ts";

const HEADER = "contact_id,Event Type,type,occurred_at\n";
const GOOD = "ada,x,open,2026-03-01\n";

interface Case {
  readonly name: string;
  readonly rows: string;
  readonly rejects: readonly Partial<Reject>[];
  readonly accepted: number;
}

const CASES: readonly Case[] = [
  {
    name: "fewer cells than the header",
    rows: `ada,x,open\n${GOOD}`,
    rejects: [
      {
        line: 2,
        column: undefined,
        code: "ragged-row",
        message: "3 cells; expected 4 as in the header",
        raw: "ada,x,open",
      },
    ],
    accepted: 1,
  },
  {
    name: "more cells than the header",
    rows: `${GOOD}ada,x,open,2026-03-01,\n`,
    rejects: [{ line: 3, code: "ragged-row", message: "5 cells; expected 4 as in the header" }],
    accepted: 1,
  },
  {
    name: "a NUL byte",
    rows: `ada,x\0y,open,2026-03-01\n${GOOD}`,
    rejects: [{ line: 2, column: "Event Type", code: "nul-byte", raw: "ada,x\0y,open,2026-03-01" }],
    accepted: 1,
  },
  {
    name: "a NUL byte behind a closing quote",
    rows: `ada,"x"\0,open,2026-03-01\n${GOOD}`,
    rejects: [{ line: 2, column: "Event Type", code: "nul-byte" }],
    accepted: 1,
  },
  {
    name: "no contact",
    rows: ` ,x,open,2026-03-01\n`,
    rejects: [
      {
        line: 2,
        column: "contact_id",
        code: "missing-contact",
        message: '"contact_id" is blank; expected a contact',
      },
    ],
    accepted: 0,
  },
  {
    name: "no type",
    rows: "ada,x,  ,2026-03-01\n",
    rejects: [
      { column: "type", code: "missing-type", message: '"type" is blank; expected the event\'s type' },
    ],
    accepted: 0,
  },
  {
    name: "no date",
    rows: "ada,x,open,\n",
    rejects: [
      {
        column: "occurred_at",
        code: "missing-date",
        message: '"occurred_at" is blank; expected a date or time such as 2026-03-01T14:30:00Z',
      },
    ],
    accepted: 0,
  },
  {
    name: "a day that does not exist",
    rows: "ada,x,open,2026-02-30\n",
    rejects: [
      {
        column: "occurred_at",
        code: "bad-date",
        message:
          '"2026-02-30" is no date or time that exists; expected YYYY-MM-DD or YYYY-MM-DDThh:mm, with seconds, fraction and offset (Z, +01:00) optional',
      },
    ],
    accepted: 0,
  },
  {
    name: "dates that would have to be guessed",
    rows: "ada,x,open,01/02/2026\nada,x,open,1767225600\nada,x,open,'Today, 3:05 pm\n".replace(
      "'Today, 3:05 pm",
      '"Today, 3:05 pm"',
    ),
    rejects: [{ code: "bad-date" }, { code: "bad-date" }, { code: "bad-date" }],
    accepted: 0,
  },
  {
    name: "a quote in an unquoted cell: the line alone",
    rows: `${GOOD}ada,5" nail,open,2026-03-01\n${GOOD.replace("ada", "bo")}`,
    rejects: [
      {
        line: 3,
        column: "Event Type",
        code: "broken-quotes",
        message: "a quote inside an unquoted cell; expected the cell in quotes and its own quotes doubled",
        raw: 'ada,5" nail,open,2026-03-01',
      },
    ],
    accepted: 2,
  },
  {
    name: "text behind a closing quote: the line alone",
    rows: `ada,"5" nail",open,2026-03-01\n${GOOD}`,
    rejects: [
      {
        line: 2,
        column: "Event Type",
        code: "broken-quotes",
        message:
          "text behind the closing quote of a cell; expected quotes inside a quoted cell to be doubled",
      },
    ],
    accepted: 1,
  },
  {
    name: "a blank between a closing quote and the delimiter",
    rows: `ada,"x" ,open,2026-03-01\n${GOOD}`,
    rejects: [{ line: 2, code: "broken-quotes" }],
    accepted: 1,
  },
  {
    name: "a quote that closes wrongly some lines on: each of those lines",
    rows: `ada,"x,open,2026-03-01\n\n${GOOD}bo,"y",open,2026-03-01\n${GOOD}`,
    rejects: [2, 3, 4, 5].map((line) => ({
      line,
      column: undefined,
      code: "broken-quotes",
      message: "a quote opened in line 2 has text behind its closing quote in line 5",
    })),
    accepted: 1,
  },
  {
    name: "a sound cell of two lines before a stray quote",
    rows: `ada,"x\ny",op"en,2026-03-01\n${GOOD}`,
    rejects: [
      {
        line: 2,
        message: "a quote inside an unquoted cell in line 3, in a row that starts in line 2",
        raw: 'ada,"x',
      },
      { line: 3, raw: 'y",op"en,2026-03-01' },
    ],
    accepted: 1,
  },
  {
    name: "a quote that is never closed: every line to the end",
    rows: `${GOOD}ada,"x,open,2026-03-01\r\n${GOOD}bo,y,open,2026-03-01`,
    rejects: [
      {
        line: 3,
        code: "broken-quotes",
        message: "a quote opened in line 3 is never closed",
        raw: 'ada,"x,open,2026-03-01',
      },
      { line: 4, message: "a quote opened in line 3 is never closed", raw: "ada,x,open,2026-03-01" },
      { line: 5, message: "a quote opened in line 3 is never closed", raw: "bo,y,open,2026-03-01" },
    ],
    accepted: 1,
  },
  {
    name: "a row that is longer than a row may be",
    rows: `ada,${"x".repeat(1 << 20)},open,2026-03-01\n${GOOD}`,
    rejects: [
      {
        line: 2,
        column: undefined,
        code: "row-too-long",
        message: "the row that starts in line 2 is longer than 1048576 bytes; is a quote missing?",
        raw: `ada,${"x".repeat((1 << 20) - 4)}`,
      },
    ],
    accepted: 1,
  },
  {
    name: "every cell blank",
    rows: ",,,\n",
    rejects: [{ code: "missing-contact", raw: ",,," }],
    accepted: 0,
  },
];

describe("rejects of events", () => {
  it.each(CASES)("$name", async ({ rows, rejects, accepted }) => {
    const { sink, summary } = await takeIn({ events: HEADER + rows });
    expect(sink.rejects).toMatchObject(rejects);
    expect(sink.rejects).toHaveLength(rejects.length);
    expect(summary.totals.events).toMatchObject({
      accepted,
      rejected: rejects.length,
    } satisfies Partial<RowCounts>);
  });

  it("names all identity columns when all are blank", async () => {
    const { sink } = await takeIn({
      events: "contact_id,E-Mail,Email,type,date\n,a@b.example,,open,2026-03-01\n",
    });
    expect(sink.rejects).toMatchObject([
      {
        code: "missing-contact",
        column: undefined,
        message: '"contact_id" and "Email" are blank; expected a contact',
      },
    ]);
  });

  it("skips lines with only blanks, which are no rows", async () => {
    const { sink, summary } = await takeIn({ events: `${HEADER}\n   \n${GOOD}\r\n\t\n` });
    expect(sink.rejects).toEqual([]);
    expect(summary.totals.events.rows).toBe(1);
    expect(sink.events[0]?.line).toBe(4);
  });
});

describe("rejects of contacts", () => {
  it("refuses a row without the contact's key", async () => {
    const { sink } = await takeIn({ contacts: "Contact ID,email\n \t,ada@example.org\nbo,\n" });
    expect(sink.rejects).toMatchObject([
      {
        line: 2,
        column: "Contact ID",
        code: "missing-contact",
        message: '"Contact ID" is blank; expected the contact\'s key',
        raw: " \t,ada@example.org",
      },
    ]);
    expect(sink.contacts.map(({ contact }) => contact.key)).toEqual(["bo"]);
  });

  it("takes a quoted empty cell for a row, unlike an empty line", async () => {
    const { summary } = await takeIn({ contacts: 'email\n""\n\na@example.org\n' });
    expect(summary.totals.contacts).toMatchObject({ rows: 2, accepted: 1, rejected: 1 });
  });
});

// Which columns a file may lack: those of parts that a preset brings. What an author names has to be there.

import { describe, expect, it } from "vitest";
import type { Source } from "../../src/rulebook/source-model.ts";
import { takeIn } from "./memory-sink.ts";
import { contactSource, EMAIL, eventSource, rowEvent, textField } from "./sources.ts";

const MAY = { mayBeMissing: true } as const;
const MAYBE_MAIL = { ...EMAIL, ...MAY };
const MAYBE_ID = { kind: "contact_id", column: ["Contact ID", "ID du contact"], ...MAY };
const NAME = textField("name", "Name");
const isYes = (column: string) => ({
  column: [column],
  test: { kind: "equals", oneOf: [{ kind: "boolean", value: true }] } as const,
});
const SENT = rowEvent("send", "Sent");
const OPENED = rowEvent("open", "Seen", { when: [isYes("Read")], ...MAY });
const CLICKED = rowEvent("click", "Sent", { count: ["Clicks"], ...MAY });

const take = (text: string, source: Source) => takeIn({ [source.kind]: text, sources: [source] });

async function refusal(text: string, source: Source): Promise<string> {
  const error = await take(text, source).catch((thrown: unknown) => thrown);
  return String(error).replace(/^InputError: [^:]*: /, "");
}

describe("what may be missing is as if it were blank everywhere", () => {
  it("fields and further identities of contacts", async () => {
    const source = contactSource({ identities: [MAYBE_MAIL], fields: [{ ...NAME, ...MAY }] });
    const { sink } = await take("Record ID\n1\n", source);
    expect(sink.contacts).toMatchObject([
      { identities: [], fields: { contact_id: "1" }, columns: ["contact_id"] },
    ]);
  });

  it("all but one of an event's identities", async () => {
    const source = eventSource({ contact: [MAYBE_ID, MAYBE_MAIL] });
    const { sink } = await take("Email,ts\na@x.example,2026-03-01\n", source);
    expect(sink.events[0]?.identities.map(({ kind }) => kind)).toEqual(["email"]);
  });

  const rows: readonly [string, string, readonly string[]][] = [
    ["Sent,Seen,Read,Clicks", "2026-03-01,2026-03-02,yes,1", ["1:send", "1:open", "1:click"]],
    ["Sent,Read,Clicks", "2026-03-01,yes,1", ["1:send", "1:click"]],
    ["Sent,Seen,Clicks", "2026-03-01,2026-03-02,1", ["1:send", "1:click"]],
    ["Sent,Seen,Read", "2026-03-01,2026-03-02,yes", ["1:send", "1:open"]],
    ["Sent,Seen", "2026-03-01,2026-03-02", ["1:send"]],
  ];

  it.each(rows)("events of a row: of %s only those that are known", async (header, cells, ids) => {
    const source = eventSource({ eventId: [["id"]], events: [SENT, OPENED, CLICKED] });
    const { sink } = await take(`id,Email,${header}\n1,a@x.example,${cells}\n`, source);
    expect(sink.events.map(({ eventId }) => eventId)).toEqual(ids);
  });

  it("entries of one type keep their numbers", async () => {
    const events = [{ ...OPENED, type: SENT.type }, SENT];
    const { sink } = await take(
      "id,Email,Sent\n1,a@x.example,2026-03-01\n",
      eventSource({ eventId: [["id"]], events }),
    );
    expect(sink.events.map(({ eventId }) => eventId)).toEqual(["1:send#2"]);
  });

  it("a fingerprint does without the columns of such events", async () => {
    const source = eventSource({ events: [SENT, OPENED] });
    const [early, later] = [
      await take("Email,Sent,Read\na@x.example,2026-03-01,no\n", source),
      await take("Email,Sent,Read,Seen\na@x.example,2026-03-01,yes,2026-03-02\n", source),
    ];
    expect(later.sink.events[0]?.eventId).toBe(early.sink.events[0]?.eventId);
  });
});

describe("what has to be there", () => {
  const HEADER = "Email,ts\n";
  const cases: readonly [string, string, Source, string][] = [
    [
      "a field, identity and event that the author names beside a preset",
      "Record ID\n",
      contactSource({ preset: "crm.contacts", identities: [EMAIL], fields: [NAME] }),
      'no column "Email", and no column "Name" for source "crm"; found "Record ID"',
    ],
    [
      "every identity that the author names",
      HEADER,
      eventSource({ contact: [EMAIL, { kind: "contact_id", column: ["customer"] }] }),
      'no column "customer" for source "shop"; found "Email", "ts"',
    ],
    [
      "each of them, told once",
      "ts\n",
      eventSource({ contact: [EMAIL, { kind: "contact_id", column: ["customer"] }] }),
      'no column "Email", and no column "customer" for source "shop"; found "ts"',
    ],
    [
      "one at least of those that may be missing",
      "Mail,ts\n",
      eventSource({ contact: [MAYBE_ID, MAYBE_MAIL] }),
      'no column "Contact ID", "ID du contact" or "Email" for source "shop"; found "Mail", "ts"; did you mean "Mail"?',
    ],
    [
      "one at least of the events that may be missing",
      "Email,Sent,Seen\n",
      eventSource({ events: [OPENED, CLICKED] }),
      'no column "Read" or "Clicks" for source "shop"; found "Email", "Sent", "Seen"',
    ],
    [
      "the date of all of them",
      "Email,Read,Clicks\n",
      eventSource({ events: [OPENED, { ...CLICKED, at: OPENED.at }] }),
      'no column "Seen" for source "shop"; found "Email", "Read", "Clicks"',
    ],
    [
      "all of an id, of whatever source, told once",
      "Email,ts\n",
      eventSource({ preset: "x.y", eventId: [["No"], ["No"]] }),
      'no column "No" for source "shop"; found "Email", "ts"',
    ],
    [
      "an event that the author names",
      "Email,Sent\n",
      eventSource({ events: [rowEvent("open", "Seen", { when: [isYes("Read")] })] }),
      'no column "Seen", and no column "Read" for source "shop"; found "Email", "Sent"',
    ],
  ];

  it.each(cases)("%s", async (_, text, source, message) => {
    expect(await refusal(text, source)).toBe(message);
  });

  it("is there where a constant has its name", async () => {
    const source = eventSource({
      eventId: [["Email"], ["campaign"]],
      events: [{ ...CLICKED, at: { ...CLICKED.at, column: ["sent_at"] } }],
      constants: [
        { name: "campaign", value: "spring" },
        { name: "sent_at", value: "2026-03-01" },
      ],
    });
    const { sink } = await take("Email,Clicks\na@x.example,1\n", source);
    expect(sink.events).toMatchObject([{ eventId: "a@x.example:spring:click", type: "click" }]);
  });
});

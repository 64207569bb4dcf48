import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connect } from "../../src/store/database/connection.ts";
import { loadRecordPages } from "../../src/store/gather/contact-records.ts";
import { readHistory } from "../../src/store/gather/histories.ts";
import { openStore } from "../../src/store/store.ts";
import { readHistories, readScored, saveEvaluations } from "../support/scoring.ts";
import {
  contactRow,
  createWorkplace,
  endRun,
  eventRow,
  identity,
  inputFile,
  MARCH,
  openFile,
  rulebook,
  scored,
  startRun,
} from "./support.ts";

const { folder, fresh } = createWorkplace();

describe("histories", () => {
  it("come in the order of code points", () => {
    const store = fresh();
    const ids = ["b", "B", "é", "a10", "a9", "\u{1F600}", "\uFF5E", "Z"];
    startRun(
      store,
      ids.map((id) => contactRow(id)),
    );
    expect(readHistories(store).map((history) => history.contactId)).toEqual([
      ...["B", "Z", "a10", "a9", "b", "é", "\uFF5E", "\u{1F600}"],
    ]);
  });

  it.each([
    { contacts: 1, characters: 1_000_000 },
    { contacts: 2, characters: 1_000_000 },
    { contacts: 3, characters: 200 },
    { contacts: 100, characters: 1 },
    { contacts: 100, characters: 1_000_000 },
  ])("are the same in pages of $contacts contacts and $characters characters", (size) => {
    const path = join(folder(), "a.db");
    const store = openStore(path, { mode: "write" });
    const ids = ["a", "b", "c", "d", "e", "f", "g"];
    const { runId, sink } = startRun(
      store,
      ids.map((id) => contactRow(id)),
    );
    openFile(sink, "events");
    ids.forEach((id, i) => {
      for (let n = 0; n < (i * 3) % 5; n++) sink.putEvent(eventRow(`${id}${n}`, identity("contact_id", id)));
    });
    endRun(store, runId);
    const expected = readHistories(store);
    store.close();
    const connection = connect(path);
    const options = { knownTriggers: new Set<string>(), includeAnonymous: false };
    const inPages = (selection: "all" | readonly string[]) =>
      [...loadRecordPages(connection, selection, size)]
        .flat()
        .map((record) => readHistory(record, options).history);
    expect(inPages("all")).toEqual(expected);
    expect(inPages(ids)).toEqual(expected);
    connection.close();
  });

  it.each([
    ["ads", "web"],
    ["web", "ads"],
  ])("have events of one id and time by their sources, with those of %s having come first", (...sources) => {
    const store = fresh();
    const { runId, sink } = startRun(store, [contactRow("ada", { email: "ada@x.org" })]);
    const whoOf = { web: identity("contact_id", "ada"), ads: identity("email", "ada@x.org") };
    for (const source of sources) {
      sink.openFile(inputFile({ source, sha256: source }));
      sink.putEvent(eventRow("e1", whoOf[source as "ads"], { type: source }));
    }
    endRun(store, runId);
    expect(readHistories(store)[0]!.events.map(({ type }) => type)).toEqual(["ads", "web"]);
  });

  it("may be saved while they are read", () => {
    const store = fresh();
    const ids = Array.from({ length: 1_200 }, (_, i) => `c${String(i).padStart(4, "0")}`);
    const { runId } = startRun(
      store,
      ids.map((id) => contactRow(id)),
    );
    const member = scored({ segments: ["skiers"] });
    saveEvaluations(
      store,
      { runId, rulebook: rulebook(), asOf: MARCH, isFirst: true },
      Object.fromEntries(ids.map((id) => [id, member])),
    );
    expect(readScored(store).map(({ contactId }) => contactId)).toEqual(ids);
    expect(store.tallies(runId).members).toEqual([{ kind: "segment", name: "skiers", contacts: 1_200 }]);
  });
});

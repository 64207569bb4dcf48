import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connect } from "../../src/store/connection.ts";
import { loadHistories } from "../../src/store/histories.ts";
import { openStore } from "../../src/store/store.ts";
import {
  contactRow,
  createWorkplace,
  endRun,
  eventRow,
  identity,
  openFile,
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
    expect([...store.histories(false)].map((history) => history.contactId)).toEqual([
      ...["B", "Z", "a10", "a9", "b", "é", "\uFF5E", "\u{1F600}"],
    ]);
  });

  it.each([
    { contacts: 1, events: 1, characters: 1_000_000 },
    { contacts: 2, events: 100, characters: 1_000_000 },
    { contacts: 3, events: 2, characters: 1_000_000 },
    { contacts: 100, events: 100, characters: 1_000_000 },
  ])("are the same in pages of $contacts contacts and $events events", (size) => {
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
    const expected = [...store.histories(false)];
    store.close();
    const connection = connect(path);
    expect([...loadHistories(connection, false, size)].map(({ history }) => history)).toEqual(expected);
    connection.close();
  });

  it("may be saved while they are read", () => {
    const store = fresh();
    const ids = Array.from({ length: 1_200 }, (_, i) => `c${String(i).padStart(4, "0")}`);
    const { runId } = startRun(
      store,
      ids.map((id) => contactRow(id)),
    );
    const seen: string[] = [];
    for (const history of store.histories(false)) {
      store.saveEvaluation(runId, history.contactId, scored({ segments: ["skiers"] }));
      seen.push(history.contactId);
    }
    expect(seen).toEqual(ids);
    expect(store.collectionSizes()).toEqual([{ kind: "segment", name: "skiers", contacts: 1_200 }]);
  });
});

// Events are written in the order of the table, stretch by stretch, and every one of them.

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createColumnsBuilder } from "../../src/intake/rows/event-columns.ts";
import { connect } from "../../src/store/database/connection.ts";
import { placeAt } from "../../src/store/events/event-places.ts";
import { createSortedEvents } from "../../src/store/events/sorted-events.ts";
import { openStore } from "../../src/store/store.ts";
import { createWorkplace, eventRow, identity } from "./support.ts";

const { folder } = createWorkplace();
const ORIGIN = { sourceFileId: 1, source: "events", layout: "x", age: 1, isReadOtherwise: false };
const WHO = [3, 1, 2, 3, 1, 2, 2, 1];

function write(mostEvents: number, mostText: number) {
  const path = join(folder(), "a.db");
  openStore(path, { mode: "write" }).close();
  const connection = connect(path);
  const sorted = createSortedEvents(connection, ORIGIN, { mostEvents, mostText });
  const builder = createColumnsBuilder();
  for (const [i, who] of WHO.entries()) builder.add(eventRow(`e${i}`, identity("contact_id", String(who))));
  const columns = builder.take();
  for (const i of WHO.keys()) sorted.add(placeAt(columns, i, () => WHO[i]!));
  const waiting = () => connection.all("select 1 from event").length;
  const before = waiting();
  sorted.write();
  const ids = connection
    .all<{ id: string }>("select event_id as id from event order by identity_id, event_id")
    .map((row) => row.id);
  connection.close();
  return { before, ids };
}

const SORTED = ["e1", "e4", "e7", "e2", "e5", "e6", "e0", "e3"];

describe("new events", () => {
  it.each([
    { name: "all at once", mostEvents: 100, mostText: 1e6, before: 0 },
    { name: "three at a time", mostEvents: 3, mostText: 1e6, before: 6 },
    { name: "as their texts fill the memory", mostEvents: 100, mostText: 1, before: 8 },
  ])("are all kept, $name", ({ mostEvents, mostText, before }) => {
    expect(write(mostEvents, mostText)).toEqual({ before, ids: SORTED });
  });
});

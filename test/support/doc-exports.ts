// What an export that a page of documentation shows becomes, by the sources of the example above it.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { importFiles } from "../../src/intake/import-files.ts";
import { chooseSources } from "../../src/intake/layouts/choose-sources.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import { createCalendar } from "../../src/values/calendar.ts";
import { createMemorySink, inFolder } from "../intake/memory-sink.ts";
import type { Export } from "./doc-examples.ts";
import { takenLines } from "./taken-lines.ts";

/** The file has the encoding that its source states. Lines as those below the export. */
export function readExport(
  { sources, timezone }: Pick<Rulebook, "sources" | "timezone">,
  { kind, file, text }: Export,
): Promise<readonly string[]> {
  return inFolder(async (folder) => {
    const path = join(folder, file);
    const { encoding = "utf-8" } = chooseSources(kind, path, sources);
    writeFileSync(path, iconv.encode(text, encoding));
    const sink = createMemorySink();
    const calendar = createCalendar(timezone);
    await importFiles({ contacts: [], events: [], identities: [], [kind]: [path], sources, calendar }, sink);
    return takenLines(sink, { isFull: false });
  });
}

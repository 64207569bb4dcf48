// The tests of a file: their runs, in order, each with its rows and checks.

import { type Diagnostic, diagnose } from "../diagnostics/diagnostic.ts";
import { closestName } from "../diagnostics/suggest.ts";
import type { ContactRow, EventRow, InputKind } from "../intake/sink.ts";
import { shown } from "../rulebook/describe.ts";
import {
  childOf,
  entriesOf,
  entryOf,
  isText,
  itemsOf,
  nodeAt,
  type Path,
  type SourceNode,
  textsOf,
} from "../rulebook/source/source-tree.ts";
import { parseAsOf } from "../values/as-of.ts";
import type { Instant } from "../values/calendar.ts";
import type { DataRows } from "./data-files.ts";
import type { TestCase, TestRun } from "./model.ts";
import type { Directory, Resolution } from "./resolution.ts";
import { resolveExpectations } from "./resolve-expectations.ts";
import { resolveContact, resolveEvents } from "./resolve-rows.ts";

/** Good only when nothing was reported. */
export function resolveTests(root: SourceNode, resolution: Resolution): readonly TestCase[] {
  const asOf = resolveAsOf(root, [], resolution);
  const needsAsOf = !hasOrMeans(root, "as_of");
  const tests = itemsOf(childOf(root, "tests"));
  reportSameNames(tests, resolution);
  return tests.map((node, index) => resolveTest(node, ["tests", index], { asOf, needsAsOf }, resolution));
}

function reportSameNames(tests: readonly SourceNode[], { report }: Resolution): void {
  const lines = new Map<string, number>();
  for (const name of tests.map((test) => childOf(test, "name")).filter(isText)) {
    const first = lines.get(name.value);
    if (first === undefined) lines.set(name.value, name.span.line);
    else report(diagnose("test-named-twice", name.span, name.value, first));
  }
}

/** What a test has gathered when its next run begins. */
interface Progress {
  readonly directory: Directory;
  readonly nextId: () => string;
  readonly runs: TestRun[];
}

interface FileDefaults {
  readonly asOf: Instant | undefined;
  /** The file has none for all tests, not even a bad or misspelt one, which is reported once. */
  readonly needsAsOf: boolean;
}

function resolveTest(node: SourceNode, path: Path, file: FileDefaults, resolution: Resolution): TestCase {
  const progress: Progress = {
    directory: { identities: new Map(), isIncomplete: false },
    nextId: createIds(),
    runs: [],
  };
  const name = childOf(node, "name");
  const test = { name: isText(name) ? name.value : "", span: name?.span ?? node.span, runs: progress.runs };
  const runs = childOf(node, "runs");
  if (runs === undefined) {
    const asOf = resolveAsOf(node, path, resolution) ?? file.asOf;
    if (file.needsAsOf && node.kind === "map" && !hasOrMeans(node, "as_of")) {
      resolution.report(diagnose("missing-as-of", node.span, resolution.placeName(path)));
    }
    resolveRun([{ node, path }], asOf ?? 0, progress, resolution);
  } else {
    reportOnlyWithoutRuns(node, path, resolution);
    if (itemsOf(runs).every((run) => !hasOrMeans(run, "expect"))) {
      resolution.report(diagnose("nothing-expected", node.span, resolution.placeName(path)));
    }
    resolveRuns(node, path, runs, progress, resolution);
  }
  return test;
}

function createIds(): () => string {
  let last = 0;
  return () => `test:${String(++last).padStart(7, "0")}`;
}

function reportOnlyWithoutRuns(node: SourceNode, path: Path, { placeName, report }: Resolution): void {
  for (const key of ["as_of", "expect"]) {
    const entry = entryOf(node, key);
    if (entry !== undefined) {
      report(diagnose("only-without-runs", entry.keyNode.span, key, placeName(path)));
    }
  }
}

/** The test's own rows belong to its first run. */
function resolveRuns(
  node: SourceNode,
  path: Path,
  runs: SourceNode,
  progress: Progress,
  resolution: Resolution,
): void {
  let last: { readonly asOf: Instant; readonly line: number } | undefined;
  for (const [index, run] of itemsOf(runs).entries()) {
    const runPath = [...path, "runs", index];
    const asOf = resolveAsOf(run, runPath, resolution);
    if (asOf !== undefined && last !== undefined && asOf < last.asOf) {
      const span = childOf(run, "as_of")?.span ?? run.span;
      resolution.report(diagnose("runs-go-back", span, resolution.placeName(runPath), last.line));
    }
    if (asOf !== undefined) last = { asOf, line: run.span.line };
    const parts = [{ node: run, path: runPath }];
    resolveRun(index === 0 ? [{ node, path }, ...parts] : parts, asOf ?? 0, progress, resolution);
  }
}

/** A place with rows: a test or a run; the last one has the expectations. */
interface Part {
  readonly node: SourceNode;
  readonly path: Path;
}

function resolveRun(
  parts: readonly Part[],
  asOf: Instant,
  { directory, nextId, runs }: Progress,
  resolution: Resolution,
): void {
  const fromFiles = parts.map((part) => fileRows("contacts", part, directory, resolution));
  const contacts = parts.flatMap((part, index) => [
    ...fromFiles[index]!.contacts,
    ...resolveContacts(part, directory, resolution),
  ]);
  const listings = fromFiles.flatMap((rows) => rows.listings);
  const links = parts.flatMap((part) => fileRows("identities", part, directory, resolution).links);
  const events = parts.flatMap((part) => [
    ...fileRows("events", part, directory, resolution).events,
    itemsOf(childOf(part.node, "events")).flatMap((row, index) =>
      resolveEvents(row, [...part.path, "events", index], { asOf, directory, nextId }, resolution),
    ),
  ]);
  const { node, path } = parts.at(-1)!;
  const expected = childOf(node, "expect");
  const checks = resolveExpectations(expected, path, directory, resolution);
  reportNothingExpected(node, path, expected, resolution);
  runs.push({ asOf, contacts, listings, links, events, checks, span: node.span });
}

function reportNothingExpected(
  node: SourceNode,
  path: Path,
  expected: SourceNode | undefined,
  { placeName, report }: Resolution,
): void {
  const isEmpty = expected === undefined || (expected.kind === "map" && expected.entries.length === 0);
  if (!isEmpty || node.kind !== "map" || (expected === undefined && hasOrMeans(node, "expect"))) return;
  // A run may only prepare the next one; a test is there to prove something.
  if (path.at(-2) === "runs" && expected === undefined) return;
  report(diagnose("nothing-expected", expected?.span ?? node.span, placeName(path)));
}

function resolveContacts(part: Part, directory: Directory, resolution: Resolution): readonly ContactRow[] {
  const { node, path } = part;
  const lines = new Map<string, number>();
  return itemsOf(childOf(node, "contacts")).flatMap((row, index) => {
    const rowPath = [...path, "contacts", index];
    const contact = resolveContact(row, rowPath, resolution);
    if (contact === undefined) return [];
    const { key, value } = contact.contact;
    const first = lines.get(key);
    if (first !== undefined) {
      resolution.report(diagnose("contact-twice", row.span, value, resolution.placeName(rowPath), first));
    }
    lines.set(key, first ?? row.span.line);
    directory.identities.set(key, contact.contact);
    return [contact];
  });
}

const MOST_REJECTS_SHOWN = 5;

/** Contacts of files are known to what follows. */
function fileRows(
  kind: InputKind,
  { node }: Part,
  directory: Directory,
  { dataFile, report }: Resolution,
): FileRows {
  const read: DataRows[] = [];
  for (const file of textsOf(childOf(node, `${kind}_file`))) {
    const data = dataFile(kind, file.value);
    if (data?.kind === "rows") {
      read.push(data);
      for (const { line, message } of data.rejects.slice(0, MOST_REJECTS_SHOWN)) {
        report(diagnose("rejected-row", file.span, `line ${line} of ${shown(file)}`, message));
      }
      continue;
    }
    if (data !== undefined) report(diagnose("unreadable-data", file.span, data.message));
    if (kind === "contacts") directory.isIncomplete = true;
  }
  const contacts = read.flatMap((rows) => rows.contacts);
  for (const { contact } of contacts) directory.identities.set(contact.key, contact);
  return {
    contacts,
    events: read.map((rows) => rows.events),
    links: read.flatMap((rows) => rows.links),
    listings: read.flatMap((rows) => rows.listings),
  };
}

interface FileRows extends Omit<DataRows, "events" | "rejects"> {
  /** File by file. */
  readonly events: readonly (readonly EventRow[])[];
}

function resolveAsOf(node: SourceNode, path: Path, resolution: Resolution): Instant | undefined {
  const written = childOf(node, "as_of");
  if (!isText(written)) return undefined;
  const asOf = parseAsOf(written.value, resolution.calendar);
  if (asOf === undefined) resolution.report(badAsOf(written, path, resolution));
  return asOf;
}

function badAsOf(written: SourceNode, path: Path, { placeName }: Resolution): Diagnostic {
  return diagnose("bad-as-of", written.span, shown(written), placeName(path));
}

/** Every file that the tests name, once. */
export function dataFilesOf(root: SourceNode, kind: InputKind): readonly string[] {
  const parts = itemsOf(childOf(root, "tests")).flatMap((test) => [test, ...itemsOf(nodeAt(test, ["runs"]))]);
  const written = parts.flatMap((part) => textsOf(childOf(part, `${kind}_file`)));
  return [...new Set(written.map(({ value }) => value))];
}

/** True also of a misspelt key, which is reported as such: that it is missing is only a consequence. */
function hasOrMeans(node: SourceNode, name: string): boolean {
  return entriesOf(node).some(({ key }) => key === name || closestName(key, [name]) !== undefined);
}

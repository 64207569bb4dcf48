// A rulebook is found again as a build has resolved it, by that build alone, and as long as it is whole.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, describe, expect, it, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { ReadRulebook } from "../../src/rulebook/model.ts";
import { parseRulebook } from "../../src/rulebook/parse.ts";
import { peekResolved } from "../../src/store/runs/kept-rulebooks.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { createWorkplace, MARCH } from "./support.ts";

const BUILD = "this build";
const EVERYTHING = new URL("../rulebook/fixtures/ok/everything.yaml", import.meta.url);
const { folder } = createWorkplace();
const stores: Store[] = [];
const holders: Database.Database[] = [];
afterEach(() => {
  for (const holder of holders.splice(0)) holder.close();
  for (const store of stores.splice(0)) store.close();
});

const WARNED = `rulebook: t
timezone: Europe/Paris
groups: {g: {start: -0.25, bands: {all: {}, hot: {at_least: 2}}}}
rules: {opened: {event: öffnen, where: {page: {matches: "^/a"}}, points: 1.5}}
`;

function read(text = WARNED, name = "t.yaml"): ReadRulebook {
  const result = parseRulebook({ name, text });
  if (result.kind === "loaded") return { rulebook: result.rulebook, warnings: result.warnings };
  throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
}

function open(path: string, build: string, mode: "read" | "write" = "read"): Store {
  const store = openStore(path, { mode, build });
  stores.push(store);
  return store;
}

interface Keeping {
  readonly build?: string | undefined;
  readonly kept?: { readonly rulebook: ReadRulebook["rulebook"]; readonly warnings?: readonly Diagnostic[] };
}

/** The path of a database whose last run used the rulebook. */
function keep(...keepings: readonly Keeping[]): string {
  const path = join(folder(), "t.db");
  for (const { build = BUILD, kept = read() } of keepings) {
    const store = openStore(path, { mode: "write", build: build === "none" ? undefined : build });
    store.begin();
    store.createRun({ asOf: MARCH, programVersion: "0.1.0", ...kept });
    store.commit();
    store.close();
  }
  return path;
}

function change(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

function bytesKept(path: string): Buffer {
  const database = new Database(path, { readonly: true });
  const bytes = database.prepare("select resolved from rulebook").pluck().get() as Buffer;
  database.close();
  return bytes;
}

const find = (path: string, build = BUILD) => open(path, build).resolvedRulebook(read().rulebook.hash);

describe("a rulebook that a run has used", () => {
  it("is found as it was resolved, with its warnings", () => {
    const found = find(keep({}));
    expect(found).toEqual(read());
    expect(found?.warnings).toHaveLength(1);
  });

  it("is found whatever it holds", () => {
    const everything = read(readFileSync(EVERYTHING, "utf8"));
    const path = keep({ kept: everything });
    expect(open(path, BUILD).resolvedRulebook(everything.rulebook.hash)).toStrictEqual(everything);
  });

  it("is kept in the same bytes, whether it was just resolved or found there", () => {
    const everything = read(readFileSync(EVERYTHING, "utf8"));
    const path = keep({ kept: everything });
    const found = open(path, BUILD).resolvedRulebook(everything.rulebook.hash)!;
    expect(bytesKept(keep({ kept: found })).equals(bytesKept(path))).toBe(true);
  });

  it("is found under the names that its files had last", () => {
    const path = keep({}, { kept: read(WARNED, "sub/t.yaml") });
    expect(find(path)).toEqual(read(WARNED, "sub/t.yaml"));
    expect(open(path, BUILD).rulebookFiles(read().rulebook.hash)).toEqual([
      { name: "sub/t.yaml", text: WARNED },
    ]);
  });

  it("is kept by the build that used it last", () => {
    const path = keep({ build: "an earlier build" }, {});
    expect([find(path, "an earlier build"), find(path)]).toEqual([undefined, read()]);
  });
});

const UNFOUND: Readonly<Record<string, () => string>> = {
  "resolved by another build": () => keep({ build: "another" }),
  "resolved by what is no build": () => keep({ build: "none" }),
  "used since by what is no build": () => keep({}, { build: "none" }),
  "whose warnings are not known": () => keep({ kept: { rulebook: read().rulebook } }),
  "of a database that was migrated": () => {
    const path = keep({});
    change(path, "update rulebook set resolved = null, resolved_by = null");
    return path;
  },
  "that is damaged": () => {
    const path = keep({});
    change(
      path,
      `update rulebook set resolved = cast(substr(resolved, 1, length(resolved) - 1) || x'00' as blob)`,
    );
    return path;
  },
  "that is cut off": () => {
    const path = keep({});
    change(path, "update rulebook set resolved = substr(resolved, 1, 20)");
    return path;
  },
  "that is a text": () => {
    const path = keep({});
    change(path, "update rulebook set resolved = 'text'");
    return path;
  },
  "that is no rulebook": () => {
    const path = keep({});
    change(path, "update rulebook set resolved = x''");
    return path;
  },
};

describe.each(Object.entries(UNFOUND))("a rulebook %s", (_, make) => {
  it("is not found as resolved, but by its files", () => {
    const store = open(make(), BUILD);
    const { hash } = read().rulebook;
    expect(store.resolvedRulebook(hash)).toBeUndefined();
    expect(store.rulebookFiles(hash)).toEqual([{ name: "t.yaml", text: WARNED }]);
  });

  it("is kept again by the next run", () => {
    const path = make();
    const store = open(path, BUILD, "write");
    store.begin();
    store.createRun({ asOf: MARCH, programVersion: "0.1.0", ...read() });
    store.commit();
    expect(store.resolvedRulebook(read().rulebook.hash)).toEqual(read());
  });
});

describe("a look at what the newest run used", () => {
  it("finds the same, also while somebody writes", () => {
    const path = keep({ kept: read(WARNED.replace("t\n", "older\n")) }, {});
    open(path, BUILD, "write");
    expect(peekResolved(path, BUILD)).toEqual(read());
  });

  test.each<[string, () => string]>([
    ["nothing", () => join(folder(), "missing.db")],
    ["a folder", folder],
    [
      "a database of another program",
      () => {
        const path = join(folder(), "other.db");
        change(path, "create table rulebook (x)");
        return path;
      },
    ],
    [
      "a file that is no database",
      () => {
        const path = join(folder(), "t.yaml");
        writeFileSync(path, WARNED.repeat(100));
        return path;
      },
    ],
    [
      "a database that another has for itself",
      () => {
        const path = keep({});
        const database = new Database(path);
        database.pragma("locking_mode = exclusive");
        database.exec("begin exclusive");
        holders.push(database);
        return path;
      },
    ],
  ])("finds nothing in %s, and does not throw", (_, make) => {
    expect(peekResolved(make(), BUILD)).toBeUndefined();
  });
});

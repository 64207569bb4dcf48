// A disk that is full or read-only: exit code 3, one line, nothing changed; the next run after that is right.

import { cpSync, existsSync, mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Night, nightArguments, writeNightFiles } from "../crash/night-files.ts";
import { readState, type ShopState } from "../crash/shop-folder.ts";
import { tallybook } from "../support/cli.ts";
import { mountSmallDisk, NO_MOUNT } from "../support/small-disk.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

/** Enough for the database of three nights with its log, and for two output folders. */
const MEGABYTES = 8;
const SCALE = 0.2;
const temp = makeTempFolder();
const base = join(temp.path, "base");
const undisturbed = join(temp.path, "undisturbed");

beforeAll(() => {
  writeNightFiles(base, SCALE);
  run(base, 1, PLACES.neither);
  cpSync(base, undisturbed, { recursive: true });
  run(undisturbed, 2, PLACES.neither);
}, 60_000);

afterAll(() => temp.remove());

interface Places {
  readonly db: string;
  readonly out: string;
}

const PLACES = {
  neither: { db: "shop.db", out: "out" },
  database: { db: "disk/shop.db", out: "out" },
  outputs: { db: "shop.db", out: "disk/out" },
  both: { db: "disk/shop.db", out: "disk/out" },
} as const;

function run(folder: string, night: Night, { db, out }: Places) {
  return tallybook([...nightArguments(night), "--db", db, "--out", out], { cwd: folder });
}

/** The first night's database and outputs, each in its place on a small disk or beside it. */
function onDisk(name: string, { db, out }: Places) {
  const folder = join(temp.path, name);
  writeNightFiles(folder, SCALE);
  const disk = mountSmallDisk(join(folder, "disk"), MEGABYTES);
  if (disk !== undefined) {
    cpSync(join(base, "shop.db"), join(folder, db));
    cpSync(join(base, "out"), join(folder, out), { recursive: true });
  }
  return { folder, disk };
}

/** As it is with everything in one folder. */
function stateOf(folder: string, { db, out }: Places): Omit<ShopState, "names"> {
  const gathered = mkdtempSync(join(temp.path, "gathered-"));
  for (const suffix of ["", "-wal"]) {
    const from = join(folder, `${db}${suffix}`);
    if (existsSync(from)) cpSync(from, join(gathered, `shop.db${suffix}`));
  }
  cpSync(join(folder, out), join(gathered, "out"), { recursive: true });
  const { tables, outputs } = readState(gathered);
  return { tables, outputs };
}

const hiddenIn = (folder: string) => readdirSync(folder).filter((name) => name.startsWith("."));

test.for(["database", "outputs", "both"] as const)(
  "a full disk for %s: 3 and one line; the run after making room is right",
  (which, { skip }) => {
    const { folder, disk } = onDisk(`full-${which}`, PLACES[which]);
    skip(disk === undefined, NO_MOUNT);
    try {
      const before = stateOf(folder, PLACES[which]);
      disk!.fill(45_000);
      const { code, stdout, stderr } = run(folder, 2, PLACES[which]);
      expect([code, stdout, stderr]).toEqual([
        3,
        "",
        expect.stringMatching(/^tallybook: [^\n]*"disk\/[^\n]*no space left on its disk[^\n]*\n$/),
      ]);
      const after = stateOf(folder, PLACES[which]);
      expect(after.outputs).toEqual(before.outputs);
      // Where only the outputs had no room, the run is kept, for the next to write.
      if (which !== "outputs") expect(after.tables).toEqual(before.tables);
      expect(hiddenIn(join(folder, "disk"))).toEqual([]);
      disk!.makeRoom();
      expect(run(folder, 2, PLACES[which]).code).toBe(0);
      expect(stateOf(folder, PLACES[which])).toEqual(stateOf(undisturbed, PLACES.neither));
    } finally {
      disk!.unmount();
    }
  },
);

test.for(["database", "outputs", "both"] as const)(
  "a read-only disk for %s: 3, one line, nothing changed",
  (which, { skip }) => {
    const { folder, disk } = onDisk(`read-only-${which}`, PLACES[which]);
    skip(disk === undefined, NO_MOUNT);
    try {
      const before = stateOf(folder, PLACES[which]);
      disk!.makeReadOnly();
      const { code, stdout, stderr } = run(folder, 2, PLACES[which]);
      expect([code, stdout, stderr]).toEqual([
        3,
        "",
        expect.stringMatching(/^tallybook: [^\n]*"disk\/[^\n]*check permissions\n$/),
      ]);
      expect(stateOf(folder, PLACES[which])).toEqual(before);
    } finally {
      disk!.unmount();
    }
  },
);

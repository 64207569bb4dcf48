import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { OutputError } from "../../src/output/errors.ts";
import { checkOutputFolder, prepareOutputFolder } from "../../src/output/output-folder.ts";
import { isFolderOf, type RunDetails } from "../../src/output/run-json.ts";
import { runFileSchema } from "../../src/output/run-schema.ts";
import { type InputSummary, summariseRun } from "../../src/output/run-summary.ts";
import { writeOutputs } from "../../src/output/write-outputs.ts";
import type { Rulebook } from "../../src/rulebook/model.ts";
import type { Store } from "../../src/store/store.ts";
import {
  award,
  collection,
  contactRow,
  createWorkplace,
  DAY,
  endRun,
  group,
  MARCH,
  openFile,
  points,
  rule,
  rulebook,
  scored,
  startRun,
  trigger,
  wholeRun,
} from "../store/support.ts";
import { saveEvaluations } from "../support/scoring.ts";

const { folder, fresh } = createWorkplace();
const DETAILS: Omit<RunDetails, "summary"> = { timings: { import: 12 }, exitCode: 0, warnings: [] };
const BOOK = rulebook({
  timezone: "Europe/Paris",
  groups: [group("ski", ["warm", "hot"]), group("hiking")],
  rules: [rule("bought", "ski", "hiking"), rule("never", "ski")],
  classes: [{ kind: "cases", id: "grade", cases: [], location: { file: "r.yaml", line: 1, column: 1 } }],
  labels: [collection("label", "vip")],
  triggers: [trigger("hot", "integration"), trigger("quiet", "email")],
});

function ski(value: string, band: string | undefined) {
  return [
    { group: "ski", points: points(value), band },
    { group: "hiking", points: points("0.5"), band: undefined },
  ];
}

/** Two runs: anna moves up and fires, bob leaves, carl with the awkward name comes, dora is excluded. */
function storeWithTwoRuns(book: Rulebook = BOOK): Store {
  const store = fresh();
  const contacts = [
    contactRow("anna", { email: "anna@example.com" }),
    contactRow("bob", {}),
    contactRow("dora", { email: "dora@example.com" }),
  ];
  wholeRun(
    store,
    {
      anna: scored({ scores: ski("1", "warm") }),
      bob: scored({ scores: ski("9", "hot"), segments: ["skiers"] }),
      dora: scored({ scores: ski("9", "hot"), segments: ["skiers"] }),
    },
    { book, contacts },
  );
  const odd = 'c,"arl"\r=1';
  const { runId, sink } = startRun(
    store,
    [contactRow(odd, { email: "anna@example.com" })],
    MARCH + DAY,
    book,
  );
  openFile(sink, "events");
  sink.putReject({ line: 7, column: "at", code: "bad-date", message: 'not a date: "x"', raw: "e1,x\ny" });
  saveEvaluations(
    store,
    { runId, rulebook: book, asOf: MARCH + DAY, isFirst: false },
    {
      anna: scored({
        awards: [award("ski", "bought", "12.25", 2), award("hiking", "bought", "0.5", 2)],
        scores: ski("12.25", "hot"),
        classes: [{ class: "grade", value: "a1" }],
        segments: ["skiers", "called"],
        labels: ["vip"],
        firings: [
          {
            trigger: "hot",
            number: 1,
            actions: [{ kind: "integration", target: "crm", with: { a: "x,y", n: 1 } }],
          },
        ],
      }),
      bob: scored({ scores: ski("0", undefined) }),
      [odd]: scored({ scores: ski("-3", undefined) }),
      dora: { kind: "excluded", dueAt: undefined },
    },
  );
  endRun(store, runId, ["hot", "quiet"]);
  return store;
}

async function write(
  store: Store,
  out: string,
  book = BOOK,
  { inputs = [], ...details }: typeof DETAILS & { inputs?: readonly InputSummary[] } = DETAILS,
) {
  const run = store.lastRun()!;
  const summary = summariseRun(store, run.runId, book, inputs, []);
  return writeOutputs(store, run, book, out, { ...details, summary });
}

function listFiles(path: string, inside = ""): readonly string[] {
  return readdirSync(join(path, inside), { withFileTypes: true })
    .flatMap((entry) => {
      const name = join(inside, entry.name);
      return entry.isDirectory() ? listFiles(path, name) : [name];
    })
    .sort();
}

async function errorOf(work: () => unknown): Promise<OutputError> {
  try {
    await work();
  } catch (cause) {
    if (cause instanceof OutputError) return cause;
    throw cause;
  }
  throw new Error("nothing was thrown");
}

describe("the files of a run", () => {
  it.each<[string, string]>([
    [
      "scores.csv",
      "contact_id,email,score.ski,score.hiking,band.ski,class.grade,segments,labels\n" +
        "anna,anna@example.com,12.25,0.5,hot,a1,skiers;called,vip\n" +
        "bob,,0,0.5,,,,\n" +
        '"c,""arl""\r=1",anna@example.com,-3,0.5,,,,\n',
    ],
    [
      "segments/skiers.csv",
      "contact_id,email,since,score.ski,score.hiking\nanna,anna@example.com,2026-03-02T01:00:00.000+01:00,12.25,0.5\n",
    ],
    [
      "changes.csv",
      "contact_id,email,kind,name,change,before,after\n" +
        "anna,anna@example.com,band,ski,moved,warm,hot\n" +
        "anna,anna@example.com,class,grade,entered,,a1\n" +
        "anna,anna@example.com,label,vip,entered,,\n" +
        "anna,anna@example.com,segment,called,entered,,\n" +
        "anna,anna@example.com,segment,skiers,entered,,\n" +
        "bob,,band,ski,left,hot,\n" +
        "bob,,segment,skiers,left,,\n",
    ],
    [
      "actions/integration.csv",
      "action_id,contact_id,email,trigger,kind,target,with,firing,fired_at,score.ski,score.hiking,why\n" +
        'hot:anna:1:1,anna,anna@example.com,hot,integration,crm,"{""a"":""x,y"",""n"":1}",1,' +
        "2026-03-02T01:00:00.000+01:00,12.25,0.5,ski: bought +12.25; hiking: bought +0.5\n",
    ],
    [
      "actions/email.csv",
      "action_id,contact_id,email,trigger,kind,target,with,firing,fired_at,score.ski,score.hiking,why\n",
    ],
    [
      "conflicts.csv",
      'kind,value,contact_id,other_contact_id\nemail,anna@example.com,anna,"c,""arl""\r=1"\n',
    ],
  ])("%s", async (file, expected) => {
    const out = join(folder(), "out");
    await write(storeWithTwoRuns(), out);
    expect(readFileSync(join(out, file), "utf8")).toBe(expected);
  });

  it("rejects.csv names the file without its folders", async () => {
    const out = join(folder(), "out");
    await write(storeWithTwoRuns(), out);
    expect(readFileSync(join(out, "rejects.csv"), "utf8")).toMatch(
      /^source,file,line,column,code,message,raw\nevents,events-\d+\.csv,7,at,bad-date,"not a date: ""x""","e1,x\ny"\n$/,
    );
  });

  it("are there with a header when they are empty, but no rejects or conflicts", async () => {
    const out = join(folder(), "out");
    const store = fresh();
    wholeRun(store, {}, { book: BOOK });
    await write(store, out);
    expect(listFiles(out)).toEqual([
      ...["actions.csv", "actions/email.csv", "actions/integration.csv", "changes.csv", "labels/vip.csv"],
      ...["run.json", "scores.csv", "segments/called.csv", "segments/skiers.csv"],
    ]);
    expect(readFileSync(join(out, "labels/vip.csv"), "utf8")).toBe(
      "contact_id,email,since,score.ski,score.hiking\n",
    );
  });

  it("hold every row of many", async () => {
    const out = join(folder(), "out");
    const store = fresh();
    const ids = Array.from({ length: 2_500 }, (_, i) => `c${String(i).padStart(4, "0")}`);
    wholeRun(store, Object.fromEntries(ids.map((id) => [id, scored({ segments: ["skiers"] })])));
    const { outputs } = await write(store, out, rulebook());
    const lines = readFileSync(join(out, "segments/skiers.csv"), "utf8").split("\n").slice(1, -1);
    expect(lines.map((line) => line.split(",")[0])).toEqual(ids);
    expect(outputs.find((output) => output.file === "scores.csv")?.rows).toBe(2_500);
  });

  it("keep a kind of action that only an earlier rulebook has", async () => {
    const out = join(folder(), "out");
    await write(storeWithTwoRuns(), out, { ...BOOK, triggers: [] });
    expect(existsSync(join(out, "actions/integration.csv"))).toBe(true);
    expect(existsSync(join(out, "actions/email.csv"))).toBe(false);
  });

  it("are the same bytes when written again, but for run.json's timings", async () => {
    const [first, second] = [join(folder(), "out"), join(folder(), "other")];
    const store = storeWithTwoRuns();
    await write(store, first);
    await write(store, second, BOOK, { ...DETAILS, timings: { import: 99 } });
    const bytes = (out: string) =>
      listFiles(out).map((file) => [file, readFileSync(join(out, file), "latin1")]);
    const withoutTimings = (out: string) => JSON.stringify(bytes(out)).replace(/timings.*?\}/, "");
    expect(withoutTimings(first)).toBe(withoutTimings(second));
  });

  it("may be read by whom the user's mask allows", async () => {
    const out = join(folder(), "out");
    await write(storeWithTwoRuns(), out);
    const mask = 0o666 & ~statSync(join(out, "scores.csv")).mode & 0o777;
    expect(mask).toBe(0o666 & ~probeMode(folder()));
  });
});

/** The mode that a plain new file gets. */
function probeMode(inside: string): number {
  const path = join(inside, "probe");
  writeFileSync(path, "");
  return statSync(path).mode & 0o777;
}

describe("run.json", () => {
  it("says what ran on what, and what came of it", async () => {
    const out = join(folder(), "out");
    const input = {
      ...{
        path: "in/events.csv",
        kind: "events",
        source: "events",
        sha256: "ab",
        bytes: 5,
        rows: 3,
        accepted: 2,
      },
      ...{
        duplicates: 0,
        rejected: 1,
        replaced: 0,
        forgotten: 0,
        skipped: false,
        skipped_times: 0,
        repeated_times: 1,
        rounded_numbers: 0,
      },
    };
    const { outputs } = await write(storeWithTwoRuns(), out, BOOK, {
      inputs: [input],
      timings: { import: 12 },
      exitCode: 1,
      warnings: ["too warm"],
    });
    const run = JSON.parse(readFileSync(join(out, "run.json"), "utf8"));
    expect(runFileSchema.parse(run)).toEqual(run);
    expect(run).toEqual({
      schema_version: 1,
      tool_version: "0.1.0",
      run: 2,
      rulebook: { id: "shop", hash: "hash-1", timezone: "Europe/Paris" },
      as_of: "2026-03-02T01:00:00.000+01:00",
      inputs: [input],
      totals: {
        contacts: 4,
        excluded: 1,
        retired: 0,
        anonymous: 0,
        scored: 3,
        events: 0,
        events_without_contact: 0,
      },
      rules: [
        { rule: "bought", group: "ski", contacts: 1, times: 2, points: "12.25" },
        { rule: "bought", group: "hiking", contacts: 1, times: 2, points: "0.5" },
        { rule: "never", group: "ski", contacts: 0, times: 0, points: "0" },
      ],
      groups: [
        {
          group: "ski",
          contacts: 3,
          bands: [
            { band: "warm", contacts: 0 },
            { band: "hot", contacts: 1 },
          ],
          without_band: 2,
        },
        { group: "hiking", contacts: 3, bands: [], without_band: 3 },
      ],
      segments: [
        { segment: "skiers", contacts: 1 },
        { segment: "called", contacts: 1 },
      ],
      labels: [{ label: "vip", contacts: 1 }],
      triggers: [
        { trigger: "hot", firings: 1 },
        { trigger: "quiet", firings: 0 },
      ],
      conflicts: 1,
      incomplete_sources: [],
      timings: { import: 12 },
      outputs,
      exit_code: 1,
      warnings: ["too warm"],
    });
  });

  it("tells whose folder it is", async () => {
    const out = join(folder(), "out");
    const store = storeWithTwoRuns();
    const last = { ...store.lastRun()!, summary: { inputs: [] } };
    expect(isFolderOf(last, out)).toBe(false);
    await write(store, out);
    expect(isFolderOf(last, out)).toBe(true);
    expect(isFolderOf({ ...last, runId: 1 }, out)).toBe(false);
    expect(isFolderOf({ ...last, summary: { inputs: [{ sha256: "other" }] } }, out)).toBe(false);
  });

  it("lists every other file with its size and hash", async () => {
    const out = join(folder(), "out");
    const { outputs } = await write(storeWithTwoRuns(), out);
    expect([...outputs.map((output) => output.file), "run.json"].sort()).toEqual(listFiles(out));
    for (const { file, sha256, bytes, rows } of outputs) {
      const content = readFileSync(join(out, file));
      expect([file, sha256, bytes]).toEqual([
        file,
        createHash("sha256").update(content).digest("hex"),
        content.length,
      ]);
      expect(rows).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("putting the folder in place", () => {
  it("makes the folders around it", async () => {
    const out = join(folder(), "a/b/out");
    await write(storeWithTwoRuns(), out);
    expect(existsSync(join(out, "run.json"))).toBe(true);
    expect(readdirSync(dirname(out))).toEqual(["out"]);
  });

  it("replaces old outputs and keeps the user's own files", async () => {
    const out = join(folder(), "out");
    const store = storeWithTwoRuns();
    await write(store, out);
    writeFileSync(join(out, "notes.txt"), "mine");
    mkdirSync(join(out, "segments/old"));
    writeFileSync(join(out, "segments/old/skiers.csv"), "mine too");
    await write(store, out, { ...BOOK, labels: [] });
    expect(readFileSync(join(out, "notes.txt"), "utf8")).toBe("mine");
    expect(readFileSync(join(out, "segments/old/skiers.csv"), "utf8")).toBe("mine too");
    expect(existsSync(join(out, "labels/vip.csv"))).toBe(false);
    expect(readdirSync(dirname(out))).toEqual(["out"]);
  });

  it("takes an empty folder", async () => {
    const out = folder();
    await write(storeWithTwoRuns(), out);
    expect(existsSync(join(out, "run.json"))).toBe(true);
  });

  it("clears what a crash left half-made", async () => {
    const out = join(folder(), "out");
    const left = join(dirname(out), `.${basename(out)}.tallybook-new`);
    mkdirSync(left);
    writeFileSync(join(left, "stray.csv"), "");
    await write(storeWithTwoRuns(), out);
    expect(existsSync(left)).toBe(false);
    expect(existsSync(join(out, "stray.csv"))).toBe(false);
  });

  it("brings the former folder back after a crash between two renames", async () => {
    const out = join(folder(), "out");
    await write(storeWithTwoRuns(), out);
    const before = listFiles(out);
    renameSync(out, join(dirname(out), ".out.tallybook-old"));
    prepareOutputFolder(out);
    expect(listFiles(out)).toEqual(before);
    expect(readdirSync(dirname(out))).toEqual(["out"]);
  });

  it("finishes moving the user's files after a crash", async () => {
    const out = join(folder(), "out");
    const store = storeWithTwoRuns();
    await write(store, out);
    writeFileSync(join(out, "notes.txt"), "mine");
    renameSync(out, join(dirname(out), ".out.tallybook-old"));
    mkdirSync(out);
    writeFileSync(join(out, "run.json"), '{"schema_version":1,"tool_version":"0.1.0","outputs":[]}');
    prepareOutputFolder(out);
    expect(listFiles(out)).toEqual(["notes.txt", "run.json"]);
    expect(readdirSync(dirname(out))).toEqual(["out"]);
  });

  it("stops before a file of the user would be replaced", async () => {
    const out = join(folder(), "out");
    const store = storeWithTwoRuns();
    await write(store, out, { ...BOOK, labels: [] });
    mkdirSync(join(out, "labels"));
    writeFileSync(join(out, "labels/vip.csv"), "mine");
    const error = await errorOf(() => write(store, out));
    expect(error.message).toContain('holds "labels/vip.csv"');
    expect(readFileSync(join(out, "labels/vip.csv"), "utf8")).toBe("mine");
    expect(readdirSync(dirname(out))).toEqual(["out"]);
  });

  it("leaves everything as it was when writing fails", async () => {
    const out = join(folder(), "out");
    const store = storeWithTwoRuns();
    await write(store, out);
    const before = readFileSync(join(out, "run.json"), "utf8");
    store.close();
    await expect(write(store, out)).rejects.toThrow();
    expect(readFileSync(join(out, "run.json"), "utf8")).toBe(before);
    expect(readdirSync(dirname(out))).toEqual(["out"]);
  });
});

describe("a folder is refused", () => {
  it.each<[string, (out: string) => void, string, string]>([
    ["that is a file", (out) => writeFileSync(out, ""), "usage", "is a file"],
    [
      "that holds other things",
      (out) => {
        mkdirSync(out);
        writeFileSync(join(out, "notes.txt"), "mine");
      },
      "usage",
      "give a new or empty folder",
    ],
    [
      "with another program's run.json",
      (out) => {
        mkdirSync(out);
        writeFileSync(join(out, "run.json"), '{"outputs": []}');
      },
      "usage",
      "give a new or empty folder",
    ],
    [
      "that is a symbolic link",
      (out) => {
        mkdirSync(`${out}-real`);
        symlinkSync(`${out}-real`, out);
      },
      "usage",
      "is a symbolic link",
    ],
    [
      "that holds a symbolic link",
      async (out) => {
        await write(storeWithTwoRuns(), out);
        symlinkSync("nowhere", join(out, "segments", "link"));
      },
      "usage",
      'holds the symbolic link "segments/link"',
    ],
    [
      "whose place for the new folder is a symbolic link",
      (out) => symlinkSync(".", join(dirname(out), ".out.tallybook-new")),
      "usage",
      "is a symbolic link; remove it",
    ],
    [
      "whose place for the former folder is a symbolic link",
      (out) => symlinkSync(".", join(dirname(out), ".out.tallybook-old")),
      "usage",
      "is a symbolic link; remove it",
    ],
    [
      "whose place for the former folder is a file",
      (out) => writeFileSync(join(dirname(out), ".out.tallybook-old"), ""),
      "usage",
      "is a file; remove it",
    ],
    ["that is a broken symbolic link", (out) => symlinkSync("nowhere", out), "usage", "is a symbolic link"],
  ])("%s", async (_, make, kind, words) => {
    const out = join(folder(), "out");
    await make(out);
    const before = readdirSync(dirname(out));
    for (const work of [() => checkOutputFolder(out), () => write(storeWithTwoRuns(), out)]) {
      const error = await errorOf(work);
      expect([error.kind, error.message]).toEqual([kind, expect.stringContaining(words)]);
      expect(error.message).toMatch(/^[^\n]*out[^\n]*$/);
    }
    expect(readdirSync(dirname(out))).toEqual(before);
  });

  it("inside a file", async () => {
    const file = join(folder(), "a.csv");
    writeFileSync(file, "");
    const error = await errorOf(() => checkOutputFolder(join(file, "deep", "out")));
    expect([error.kind, error.message]).toEqual(["usage", expect.stringContaining("is a file")]);
  });

  it.each([".", "..", "/"])("that is the working folder or around it: %s", async (out) => {
    expect((await errorOf(() => checkOutputFolder(out))).message).toContain("working folder");
  });

  it.skipIf(process.getuid?.() === 0)("whose surroundings cannot be written", async () => {
    const parent = folder();
    chmodSync(parent, 0o500);
    const error = await errorOf(() => checkOutputFolder(join(parent, "out")));
    expect([error.kind, error.message]).toEqual([
      "cannot-finish",
      expect.stringContaining("check permissions"),
    ]);
  });

  it("is not what a new, an empty or our own folder is", async () => {
    const parent = folder();
    checkOutputFolder(join(parent, "new"));
    checkOutputFolder(parent);
    await write(storeWithTwoRuns(), join(parent, "new"));
    checkOutputFolder(join(parent, "new"));
    expect(readdirSync(parent)).toEqual(["new"]);
  });
});

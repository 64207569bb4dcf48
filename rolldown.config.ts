// Makes dist/ of src/: few files, for each costs a start its time. What package.json lists under `dependencies` stays
// outside and is installed beside the program; every other package is bundled, and its licence goes along.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "rolldown";

interface Package {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const readPackage = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Package;

/** The folder of the package that a module is part of, if it is part of one in node_modules. */
function packageFolder(module: string): string | undefined {
  const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0];
  return folder !== undefined && existsSync(folder) ? folder : undefined;
}

function noticeOf(folder: string): string {
  const { name, version } = readPackage(folder);
  const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (licence === undefined) throw new Error(`package "${name}" has no licence file to go along with dist/`);
  return `${name} ${version}\n\n${readFileSync(join(folder, licence), "utf8").trim()}\n`;
}

const thirdPartyNotices: Plugin = {
  name: "third-party-notices",
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
    const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
    const source = [...folders]
      .sort()
      .map(noticeOf)
      .join(`\n${"-".repeat(80)}\n\n`);
    this.emitFile({ type: "asset", fileName: "THIRD-PARTY-LICENSES.txt", source });
  },
};

/** ES modules take Node half as long again to load. In this folder all is CommonJS, whatever the package says of src/. */
const commonJsFolder: Plugin = {
  name: "commonjs-folder",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "commonjs" }\n' });
  },
};

/** Of all that decides what a rulebook is resolved to: the code, and the packages that go into it. */
function hashSources(): string {
  const files = readdirSync(join(import.meta.dirname, "src"), { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".ts")).sort();
  const hash = createHash("sha256");
  for (const file of ["package-lock.json", ...sources.map((source) => join("src", source))]) {
    const text = readFileSync(join(import.meta.dirname, file));
    hash.update(`${file}\n${text.length}\n`).update(text);
  }
  return hash.digest("hex");
}

/** Files that are imported with `?raw`, as text: Vitest, which runs src/, knows that itself. */
const textFiles: Plugin = {
  name: "text-files",
  load: {
    filter: { id: /\?raw$/ },
    handler: (id) => `export default ${JSON.stringify(readFileSync(id.slice(0, -"?raw".length), "utf8"))}`,
  },
};

export default defineConfig({
  input: {
    "cli/main": "src/cli/main.ts",
    "intake/reading-worker": "src/intake/reading/reading-worker.ts",
    "run/scoring-worker": "src/run/scoring-worker.ts",
    "report/page-worker": "src/report/page-worker.ts",
  },
  platform: "node",
  external: Object.keys(readPackage(import.meta.dirname).dependencies ?? {}),
  // linkedom brings a CSS parser that asks for its page's errors with `eval`, in a function that nothing here calls.
  onLog: (level, log, handle) => {
    if (log.code !== "EVAL") handle(level, log);
  },
  plugins: [textFiles, thirdPartyNotices, commonJsFolder],
  transform: { define: { TALLYBOOK_BUILD: JSON.stringify(hashSources()) } },
  output: {
    dir: "dist",
    format: "cjs",
    // As ES modules are, and so src/ in tests: what is frozen cannot be assigned to without an error.
    strict: true,
    cleanDir: true,
    // All files lie as deep as those of src/ that look for others of the package beside them.
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name].js",
    sourcemap: true,
    sourcemapExcludeSources: true,
    minify: true,
  },
});

#!/usr/bin/env node
const { existsSync } = require("node:fs");
const { dirname, join } = require("node:path");

// Before anything is loaded: only then do stacks name the sources.
if (process.argv.includes("--debug")) process.setSourceMapsEnabled(true);

const PACKAGE = dirname(__dirname);
const PROGRAM = join(PACKAGE, "dist", "cli", "main.js");

if (existsSync(PROGRAM)) {
  require(PROGRAM).main(process.argv.slice(2));
} else {
  process.stderr.write(`tallybook: the program is not built; run "npm ci" in "${PACKAGE}"\n`);
  // Could not finish, as in src/cli/exit-codes.ts.
  process.exitCode = 3;
}

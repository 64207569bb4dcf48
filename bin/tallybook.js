#!/usr/bin/env node
// Before anything is loaded: only then do stacks name the sources.
if (process.argv.includes("--debug")) process.setSourceMapsEnabled(true);

const { main } = require("../dist/cli/main.js");
main(process.argv.slice(2));

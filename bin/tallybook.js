#!/usr/bin/env node
// Before anything is loaded: only then do stacks name the sources.
if (process.argv.includes("--debug")) process.setSourceMapsEnabled(true);

const { main } = await import("../dist/cli/main.js");
await main(process.argv.slice(2));

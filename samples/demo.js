// npm run demo: scores the shoe shop as an analyst would, showing each command before what it prints.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));
const COMMANDS = [
  "run rules/shoe-shop.yaml --contacts samples/shoe-shop/contacts.csv --events samples/shoe-shop/events.csv --db demo/shoe-shop.db --out demo/out --as-of 2026-11-02",
  "top engagement --db demo/shoe-shop.db -n 3",
  "explain anna@example.de --db demo/shoe-shop.db",
];

for (const command of COMMANDS) {
  process.stdout.write(`$ tallybook ${command}\n`);
  const { status } = spawnSync(process.execPath, ["bin/tallybook.js", ...command.split(" ")], {
    cwd: PROJECT,
    stdio: "inherit",
  });
  process.stdout.write("\n");
  if (status !== 0) process.exit(status ?? 1);
}

// Runs score.sql over exports. With --awards it also writes what the rules gave every so-many-th contact.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";

const { values } = parseArgs({
  options: {
    "as-of": { type: "string" },
    contacts: { type: "string" },
    events: { type: "string", multiple: true },
    scores: { type: "string" },
    awards: { type: "string" },
    every: { type: "string", default: "1" },
  },
});
const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
const connection = await instance.connect();
const setVariable = (name, value) => connection.run(`SET VARIABLE ${name} = ${value}`);
await setVariable("as_of", quote(values["as-of"]));
await setVariable("contacts", quote(values.contacts));
await setVariable("events", `[${values.events.map(quote).join(", ")}]`);
await setVariable("scores", quote(values.scores));
await connection.run(readFileSync(new URL("../score.sql", import.meta.url), "utf8"));
if (values.awards !== undefined) await writeAwards();
connection.closeSync();
instance.closeSync();

function quote(text) {
  return `'${text.replaceAll("'", "''")}'`;
}

async function writeAwards() {
  await connection.run(`
    COPY (
      SELECT contact_id, rule, grp, points
      FROM award
      JOIN (
        FROM (SELECT contact_id, row_number() OVER (ORDER BY contact_id) AS number FROM contact)
        WHERE number % ${Number(values.every)} = 0
      ) USING (contact_id)
      ORDER BY contact_id, rule
    ) TO ${quote(values.awards)} (FORMAT csv, HEADER true)`);
}

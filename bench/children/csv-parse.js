// Reads files with csv-parse, the way its documentation shows, and does nothing with the rows: node csv-parse.js FILE...

import { createReadStream } from "node:fs";
import { parse } from "csv-parse";

for (const file of process.argv.slice(2)) await readRows(file);

function readRows(file) {
  return new Promise((resolve, reject) => {
    const parser = parse();
    parser.on("readable", () => {
      while (parser.read() !== null);
    });
    parser.on("error", reject);
    parser.on("end", resolve);
    createReadStream(file).on("error", reject).pipe(parser);
  });
}

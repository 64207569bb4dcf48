// report.html in the output folder of a run.

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OutputFile } from "../output/csv-file.ts";
import type { WriteMore } from "../output/write-outputs.ts";
import { beginPage, type PageRequest } from "./begin-page.ts";

const REPORT_FILE = "report.html";

/** Begins the page, and writes it when the folder is there. Then it throws as `makePage` does, and Node's errors. */
export function beginReport(request: PageRequest): WriteMore {
  const page = beginPage(request);
  return async (folder) => [writeReport(folder, await page())];
}

function writeReport(folder: string, page: string): OutputFile {
  const data = Buffer.from(page, "utf8");
  writeFileSync(join(folder, REPORT_FILE), data, { flush: true });
  const sha256 = createHash("sha256").update(data).digest("hex");
  return { file: REPORT_FILE, sha256, bytes: data.length, rows: 0 };
}

// report.html in the output folder of a run.

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OutputFile } from "../output/csv-file.ts";
import type { Rulebook } from "../rulebook/model.ts";
import type { RunRecord } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import { gatherReport, type ReportOptions } from "./gather/gather-report.ts";
import { renderPage } from "./page/render-page.ts";

export const REPORT_FILE = "report.html";

/** The page of a run; `rulebook` is the one it used. Throws as `gatherReport` does. */
export function makePage(store: Store, run: RunRecord, rulebook: Rulebook, options: ReportOptions): string {
  return renderPage(gatherReport(store, run, rulebook, options));
}

/** Into a folder that is there. Throws Node's error where that cannot be written. */
export function writeReport(folder: string, page: string): OutputFile {
  const data = Buffer.from(page, "utf8");
  writeFileSync(join(folder, REPORT_FILE), data, { flush: true });
  const sha256 = createHash("sha256").update(data).digest("hex");
  return { file: REPORT_FILE, sha256, bytes: data.length, rows: 0 };
}

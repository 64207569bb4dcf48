// Finds a Chromium of this machine: none is downloaded.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PLACES = [
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
export const NO_CHROMIUM =
  "no Chromium here: install one (on Debian or Ubuntu apt-get install chromium), or give its path as CHROME_PATH";

/** The path of a Chromium, or `undefined` where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const given = env["CHROME_PATH"];
  if (given !== undefined && given !== "") {
    if (!isProgram(given)) throw new Error(`CHROME_PATH is "${given}", where there is no program`);
    return given;
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const named = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...named, ...PLACES].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

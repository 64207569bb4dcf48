import { readFileSync } from "node:fs";
import { PACKAGE_FOLDER } from "../values/package-folder.ts";

/** From package.json, which is in the package beside dist/. */
export function readVersion(): string {
  const text = readFileSync(new URL("package.json", PACKAGE_FOLDER), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

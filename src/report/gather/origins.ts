import { basename } from "node:path";
import type { SourceLocation } from "../../diagnostics/location.ts";
import type { Origin } from "../model.ts";

/** Folders are nobody's business: a report may be passed on. */
export const fileName = (path: string): string => basename(path);

export function originOf({ file, line }: Pick<SourceLocation, "file" | "line">): Origin {
  return { file: fileName(file), line };
}

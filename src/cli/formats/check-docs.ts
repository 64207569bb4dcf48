// What docs/checks.md says of each code: it is in the package beside dist/.

import { readFileSync } from "node:fs";
import { PACKAGE_FOLDER } from "../../values/package-folder.ts";

export interface CodeDoc {
  /** The first paragraph, on one line. */
  readonly description: string;
  /** What stands behind "To mend it:", on one line. */
  readonly mending: string;
  /** The whole section without its heading, as Markdown. */
  readonly markdown: string;
}

/** By code. */
export function readCheckDocs(): ReadonlyMap<string, CodeDoc> {
  const text = readFileSync(new URL("docs/checks.md", PACKAGE_FOLDER), "utf8");
  const sections = text.split(/^### /m).slice(1);
  return new Map(
    sections.map((section) => {
      const end = section.indexOf("\n");
      // A heading of the next part may follow.
      const [markdown = ""] = section.slice(end).split(/^## /m);
      return [section.slice(0, end).trim(), describe(markdown.trim())] as const;
    }),
  );
}

function describe(markdown: string): CodeDoc {
  const paragraphs = markdown.split("\n\n").map((paragraph) => paragraph.replaceAll("\n", " ").trim());
  const mending = paragraphs.find((paragraph) => paragraph.startsWith(MENDING)) ?? "";
  return { description: paragraphs[0] ?? "", mending: mending.slice(MENDING.length).trim(), markdown };
}

const MENDING = "To mend it:";

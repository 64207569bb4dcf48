// What a test expected otherwise, in one line each.

import type { Difference } from "../../testing/difference.ts";
import { showText } from "../terminal.ts";

/** `score of ada in engagement: expected 15, got 10`; of a list a line for what is missing and one for the rest. */
export function formatDifference(difference: Difference): readonly string[] {
  const subject = formatSubject(difference);
  const { finding } = difference;
  if (finding.kind === "value") {
    return [showText(`${subject}: expected ${finding.expected}, got ${finding.got}`)];
  }
  // Contacts fit on a line, actions hardly.
  const separator = difference.kind === "actions" ? undefined : ", ";
  return [
    ...formatList(`${subject}: missing`, finding.missing, separator),
    ...formatList(`${subject}: unexpected`, finding.unexpected, separator),
  ];
}

function formatList(
  lead: string,
  entries: readonly string[],
  separator: string | undefined,
): readonly string[] {
  if (entries.length === 0) return [];
  const lines = separator === undefined ? entries : [entries.join(separator)];
  return lines.map((line) => showText(`${lead} ${line}`));
}

function formatSubject({ kind, contact, name }: Difference): string {
  switch (kind) {
    case "score":
      return `score of ${contact} in ${name}`;
    case "award":
      return `award of ${name} to ${contact}`;
    case "band":
      return `band of ${contact} in ${name}`;
    case "class":
      return `class of ${contact} in ${name}`;
    case "stage":
      return `stage of ${contact}`;
    case "segment":
      return `segment ${name}`;
    case "label":
      return `label ${name}`;
    case "excluded":
      return "excluded";
    case "actions":
      return "actions";
    case "at_most":
      return `firings of ${name}`;
    default:
      return kind satisfies never;
  }
}

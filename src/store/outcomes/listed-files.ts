// Which files of the output folder list a contact.

import type { KeptState } from "./state.ts";

export const SCORES_FILE = "scores.csv";

/** The file that lists the members of a segment or label. */
export function memberFile(kind: "segment" | "label", name: string): string {
  return `${kind}s/${name}.csv`;
}

/** Those that list a contact in this state, if any file does. */
export function filesOf({ memberships }: KeptState): readonly string[] {
  return [SCORES_FILE, ...memberships.map(({ kind, name }) => memberFile(kind, name))];
}
